import { expect, test } from 'vitest';
import { found, regionsUnder } from './choices';
import { initialsOf } from './pinyin';
import { regions } from './regions';

test('pinyin initials', () => {
  expect(initialsOf('历城区')).toBe('lcq');
  expect(initialsOf('A区 2')).toBe('aq2');
});

test('a county is found by its initials, its code, and a part of its name', () => {
  const shandong = regionsUnder(regions(), '370000');
  expect(shandong.length).toBeGreaterThan(130);
  expect(found(shandong, 'lcq').map((one) => one.name)).toContain('历城区');
  expect(found(shandong, '城区').length).toBeGreaterThan(1);
  const [first] = found(shandong, '历城');
  expect(first?.within).toBe('济南市');
  expect(found(shandong, first!.code.slice(0, 6))[0]).toEqual(first);
  expect(found(shandong, 'zzzz')).toEqual([]);
});

test('what fits best comes first', () => {
  const choices = [
    { code: '1', name: '新历城' }, { code: '2', name: '历城' }, { code: '3', name: '南', initials: '历' },
  ];
  expect(found(choices, '历城').map((one) => one.code)).toEqual(['2', '1']);
});
