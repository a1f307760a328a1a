import { mount } from '@vue/test-utils';
import { beforeAll, expect, test } from 'vitest';
import ComboBox from './ComboBox.vue';
import { withInitials } from '../pinyin';
import { speak } from '../words';

beforeAll(() => speak('zh'));

function picker() {
  const choices = withInitials([
    { code: '370102', name: '历下区' }, { code: '370112', name: '历城区' },
  ]);
  const picked = mount(ComboBox, { props: { choices, label: 'region', modelValue: '' } });
  return { picked, input: picked.get('input') };
}
const chosen = (picked: ReturnType<typeof picker>['picked']) =>
  picked.emitted('update:modelValue')?.at(-1)?.[0];

test('initials and Enter choose', async () => {
  const { picked, input } = picker();
  await input.setValue('lcq');
  expect(picked.findAll('[role=option]').map((one) => one.text())).toEqual(['历城区']);
  await input.trigger('keydown', { key: 'Enter' });
  expect(chosen(picked)).toBe('370112');
});

test('arrows go through what fits; leaving takes the first', async () => {
  const { picked, input } = picker();
  await input.setValue('历');
  await input.trigger('keydown', { key: 'ArrowDown' });
  expect(picked.findAll('[aria-selected=true]').map((one) => one.text())).toEqual(['历城区']);
  await input.trigger('blur');
  expect(chosen(picked)).toBe('370112');
});

test('Enter within an input method chooses nothing; Escape takes back what was typed', async () => {
  const { picked, input } = picker();
  await input.setValue('li');
  await input.trigger('keydown', { key: 'Enter', isComposing: true });
  expect(chosen(picked)).toBeUndefined();
  await input.trigger('keydown', { key: 'Escape' });
  expect(input.element.value).toBe('');
});

test('what was typed before the choices were there counts', async () => {
  const { picked, input } = picker();
  const { choices } = picked.props();
  await picked.setProps({ choices: [] });
  await input.trigger('focus');
  await input.setValue('lcq');
  await input.trigger('blur');
  expect(chosen(picked)).toBeUndefined();
  await picked.setProps({ choices });
  expect(chosen(picked)).toBe('370112');
});
