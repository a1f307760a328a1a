import { mount } from '@vue/test-utils';
import { expect, test } from 'vitest';
import { defineComponent, h } from 'vue';
import { barKeys, keyActs, nameOf, switchLetters, useKeys } from './keys';

function press(key: string, on: Element = document.body, more: KeyboardEventInit = {}) {
  let name: string | undefined;
  const hear = (event: Event) => (name = nameOf(event as KeyboardEvent));
  document.body.append(on === document.body ? '' : on);
  on.addEventListener('keydown', hear, { once: true });
  on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more }));
  return name;
}

test('single letters count outside fields and input methods alone', () => {
  const field = document.createElement('textarea');
  expect(press('E')).toBe('e');
  expect(press('e', field)).toBeUndefined();
  expect(press('Escape', field)).toBe('Escape');
  expect(press('F2', field)).toBe('F2');
  expect(press('F2', field, { isComposing: true })).toBeUndefined();
  expect(press('k', field, { ctrlKey: true })).toBe('Ctrl+k');
  expect(press('e', document.body, { isComposing: true })).toBeUndefined();
  expect(press('e', document.body, { altKey: true })).toBeUndefined();
});

test('they can be switched off', () => {
  switchLetters(false);
  expect(press('e')).toBeUndefined();
  expect(press('Escape')).toBe('Escape');
  switchLetters(true);
  expect(press('e')).toBe('e');
});

test('a button keeps its own keys', () => {
  const button = document.createElement('button');
  expect(press('Enter', button)).toBeUndefined();
  expect(press('j', button)).toBe('j');
});

test('a dialog alone hears keys; the page has its own all the while, and hears again', () => {
  const heard: string[] = [];
  const hearing = (name: string) => defineComponent(() => {
    useKeys(() => [{ key: 'b', label: name, run: () => void heard.push(name) }]);
    return () => h('p');
  });
  const dialog = defineComponent((_, { slots }) => {
    const letKeys = barKeys();
    return () => h('div', [slots.default?.(), h('button', { onClick: letKeys })]);
  });
  const page = mount(hearing('page'));
  const pressB = () =>
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'b', bubbles: true }));
  pressB();
  const open = mount(dialog, { slots: { default: () => h(hearing('dialog')) } });
  pressB();
  expect(keyActs().map((one) => one.label)).toEqual(['page']);
  open.get('button').element.click();
  pressB();
  expect(heard).toEqual(['page', 'dialog', 'page']);
  open.unmount();
  page.unmount();
});
