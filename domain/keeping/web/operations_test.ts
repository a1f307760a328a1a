import { beforeEach, expect, test } from 'vitest';
import { speak } from '#shell/words';
import { ageText, sizeText } from './operations';

beforeEach(() => speak('en'));

test('an age in the unit in which people say it', () => {
  const from = '2026-11-27T08:00:00+08:00';
  expect(ageText(from, '2026-11-27T08:59:59+08:00')).toMatch(/^59 min/);
  expect(ageText(from, '2026-11-29T07:00:00+08:00')).toMatch(/^47 h/);
  expect(ageText(from, '2026-11-29T08:00:00+08:00')).toMatch(/^2 d/);
  expect(ageText(from, '2026-11-27T07:59:00+08:00')).toMatch(/^0 min/);
});

test('a size in the unit in which it is short', () => {
  expect(['1023', '1536', '5368709120'].map((bytes) => sizeText(Number(bytes)))).toEqual([
    '1,023 B', '1.5 KiB', '5 GiB',
  ]);
});
