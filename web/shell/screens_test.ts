import { expect, test } from 'vitest';
import { screens } from './screens';

test('no two screens share an address, a key or a place in the menu', () => {
  for (const what of ['path', 'key', 'order'] as const) {
    const all = screens.map((screen) => screen[what]).filter((one) => one !== undefined);
    const twice = all.filter((one, index) => all.indexOf(one) !== index);
    expect(twice, what).toEqual([]);
  }
});
