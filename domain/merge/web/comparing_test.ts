import { expect, test } from 'vitest';
import type { Matter } from '#shell/matters';
import { markDifferent, markShared, reasons, sharedWords, speaksAgainst } from './comparing';

function matter(change: Partial<Matter>, of: Partial<Matter['of']> = {}): Matter {
  return {
    inspection: 'test', object: 'SD', kind: 'complaint', state: 'accepted', urgent: false,
    occurred: '2021-08-27T09:00:00+08:00', title: '', text: '', place: '', enterprise: '',
    line: '', own_id: '', matters_of_report: [],
    of: {
      matter: 1, report: 1, channel: 'call', reception_day: '2021-08-27', types: [], ...of,
    },
    ...change,
  };
}
const joined = (pieces: { text: string }[]) => pieces.map((one) => one.text).join('');

test('what both texts say is marked, and the text stays whole', () => {
  const [one, other] = ['夜间搅拌站粉尘很大，闻到', '搅拌站凌晨还有粉尘，夜里闻到'];
  expect(sharedWords(one, other)).toEqual(['搅拌站', '粉尘', '闻到']);
  for (const [text, against] of [[one, other], [other, one]] as const) {
    const pieces = markShared(text, against);
    expect(joined(pieces)).toBe(text);
    expect(pieces.filter((piece) => piece.marked)).toHaveLength(3);
  }
  expect(sharedWords('，，。的了', '，，。的了')).toEqual([]);
  expect(markShared('', '粉尘')).toEqual([]);
});

test('what only one side has is marked there', () => {
  const pieces = markDifferent('甲市乙县', '甲市丙县');
  expect(joined(pieces)).toBe('甲市乙县');
  expect(joined(pieces.filter((piece) => piece.marked))).toContain('乙');
  expect(markDifferent('甲市', '甲市').every((piece) => !piece.marked)).toBe(true);
  expect(markDifferent('', '甲市')).toEqual([]);
});

test('reasons for and against, and none about what was not said', () => {
  const one = matter({ enterprise: '甲公司', place: '乙县' }, { types: ['air', 'noise'] });
  const other = matter(
    { enterprise: '丙公司', place: '乙县' }, { types: ['noise'], reception_day: '2021-08-28' },
  );
  const found = reasons(one, other);
  expect(found.map((reason) => reason.code)).toEqual([
    'other_enterprise', 'same_place', 'same_types',
  ]);
  expect(found.filter(speaksAgainst)).toHaveLength(1);
  expect(reasons(matter({}), matter({})).map((reason) => reason.code)).toEqual(['same_day']);
});
