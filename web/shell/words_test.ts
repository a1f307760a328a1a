import { beforeEach, expect, test } from 'vitest';
import { codesOf, listed, speak, t, word } from './words';

beforeEach(() => speak('zh'));

test('a sentence has its holes filled, in the language that is spoken', async () => {
  expect(t('triage.title', { count: 12, today: 1 })).toBe('待判 12 件；今日收到 1 件');
  await speak('en');
  expect(t('triage.title', { count: 12, today: 1 })).toBe('12 to judge; 1 received today');
  expect(document.documentElement.lang).toBe('en');
});

test('a code has the word that the server gave it; one that is not known is itself', () => {
  expect(word('state', 'undecided')).toBe('待判');
  expect(word('state', 'no_such')).toBe('no_such');
  expect(codesOf('ground', 'life')).toEqual(['life', 'drinking_water', 'dumping_going_on']);
  expect(codesOf('types', 'air')).toContain('noise');
  expect(codesOf('types', 'air')).not.toContain('several');
  expect(listed(['大气', '噪声'])).toBe('大气、噪声');
});
