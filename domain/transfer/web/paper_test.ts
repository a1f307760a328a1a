import { expect, test } from 'vitest';
import { imprintOf } from './paper';

test('the imprint stands on the back of a page with text', () => {
  expect(imprintOf(1, 1)).toEqual({ page: 2, isApart: false });
  expect(imprintOf(1, 2)).toEqual({ page: 2, isApart: false });
  expect(imprintOf(3, 4)).toEqual({ page: 4, isApart: false });
});

test('below the text of an even page, if there is room', () => {
  expect(imprintOf(2, 2)).toEqual({ page: 2, isApart: false });
  expect(imprintOf(2, 3)).toEqual({ page: 4, isApart: true });
  expect(imprintOf(4, 5)).toEqual({ page: 6, isApart: true });
});
