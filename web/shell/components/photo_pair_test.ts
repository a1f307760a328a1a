import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeAll, expect, test } from 'vitest';
import PhotoPair from './PhotoPair.vue';
import { speak } from '../words';

beforeAll(() => speak('en'));

let pair: ReturnType<typeof compared>;
function compared() {
  return mount(PhotoPair, {
    attachTo: document.body,
    props: {
      one: { address: '/before.jpg', caption: 'before' },
      other: { address: '/after.jpg', caption: 'after' },
    },
  });
}
afterEach(() => pair.unmount());

async function press(key: string, on: Element = document.body) {
  on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  await flushPromises();
}
const pressed = () => pair.findAll('[aria-pressed=true]').map((one) => one.text());
const away = () => pair.findAll('figure').map((one) => one.classes('away'));
const clips = () =>
  pair.findAll('.window').map((one) => (one.element as HTMLElement).style.clipPath);

test('1, 2 and 3 choose the way, also from the slider; the pictures are fetched once', async () => {
  pair = compared();
  const pictures = pair.findAll('img').map((one) => one.element);
  expect(pressed()).toEqual(['1side by side']);
  await press('2');
  const slider = pair.get('input');
  expect(document.activeElement).toBe(slider.element);
  expect(clips()).toEqual(['', 'inset(0 0 0 50%)']);
  await slider.setValue('20');
  expect(clips()[1]).toBe('inset(0 0 0 20%)');
  await press('3', slider.element);
  expect(pressed()).toEqual(['3in turn']);
  expect(clips()).toEqual(['', '']);
  expect(pair.findAll('img').map((one) => one.element)).toEqual(pictures);
});

test('B shows the other, where one is seen at a time and nowhere else', async () => {
  pair = compared();
  await press('b');
  expect(away()).toEqual([false, false]);
  await press('3');
  expect(away()).toEqual([false, true]);
  expect(pair.get('[role=status]').text()).toBe('First: before');
  await press('b');
  expect(away()).toEqual([true, false]);
  expect(pair.get('[role=status]').text()).toBe('Second: after');
});

test('both are enlarged together', async () => {
  pair = compared();
  await press('F4');
  const sizes = pair.findAll('.paper').map((one) => (one.element as HTMLElement).style.width);
  expect(sizes).toEqual(['150%', '150%']);
});
