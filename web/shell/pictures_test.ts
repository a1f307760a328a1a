import { expect, test } from 'vitest';
import { beginningFor, firstPair, middleOf, ZOOMS, zoomAfter } from './pictures';

test('what is in the middle stays there while it grows and shrinks', () => {
  const window = 400;
  let [from, whole] = [0, window];
  for (const grown of [600, 1000]) {
    const middle = middleOf(from, window, whole);
    [from, whole] = [beginningFor(middle, window, grown), grown];
    expect(middleOf(from, window, whole)).toBeCloseTo(0.5);
  }
  expect(from).toBe(300);
  expect(beginningFor(middleOf(300, 400, 1000), 200, 500)).toBe(150); // half as large, all of it
});

test('a window does not leave what it shows', () => {
  expect(beginningFor(0.01, 400, 1000)).toBe(0);
  expect(beginningFor(0.99, 400, 1000)).toBe(600);
  expect(beginningFor(middleOf(600, 400, 1000), 400, 400)).toBe(0);
});

test('each size comes once, then the first again', () => {
  const sizes = ZOOMS.reduce((found) => [...found, zoomAfter(found.at(-1) ?? 1)], [1]);
  expect(sizes).toEqual([...ZOOMS, 1]);
});

test('two reports are compared before two pictures of one', () => {
  const pictures = (reports: number[]) => reports.map((report) => ({ report }));
  expect(firstPair(pictures([7, 7, 7]))).toEqual([0, 1]);
  expect(firstPair(pictures([7, 7, 9]))).toEqual([0, 2]);
});
