import { expect, test } from 'vitest';
import { asksForUrgent, marked, queryOf } from './matters';

const all = { state: '', view: '', type: '' };

test('the server filters by what is chosen and by nothing else', () => {
  const chosen = (change: Partial<typeof all>) => {
    const { inspection: _, object: __, order, ...query } = queryOf({ ...all, ...change });
    expect(order).toBe('oldest');
    return query;
  };
  expect(chosen({})).toEqual({});
  expect(chosen({ state: 'undecided', type: 'noise' }))
    .toEqual({ state: ['undecided'], type: ['noise'] });
  expect(chosen({ view: 'letter' })).toEqual({ channel: ['letter'] });
  expect(chosen({ view: 'urgent' })).toEqual({ urgent: true });
  expect(chosen({ view: 'stop_report' })).toEqual({ kind: ['stop_report'] });
});

test('what cannot be urgent is not asked for twice', () => {
  expect(asksForUrgent({ ...all, state: 'undecided' })).toBe(false);
  expect(asksForUrgent({ ...all, view: 'urgent' })).toBe(false);
  expect(asksForUrgent({ ...all, state: 'accepted' })).toBe(true);
  expect(asksForUrgent(all)).toBe(true);
});

test('places and names are marked wherever they stand, the longer ones first', () => {
  const pieces = marked('长桥镇的长桥搅拌站', ['长桥', '长桥搅拌站', '']);
  expect(pieces).toEqual([
    { text: '长桥', marked: true },
    { text: '镇的', marked: false },
    { text: '长桥搅拌站', marked: true },
  ]);
  expect(marked('', ['长桥'])).toEqual([]);
});
