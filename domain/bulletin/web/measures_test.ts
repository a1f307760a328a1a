import { expect, test } from 'vitest';
import { dayBefore, lastCut, share, untilLast } from './counting';
import { checks } from './laws';
import { added, changes, formula, measured, USUAL_RULES } from './measures';

const facts = {
  received: 10, accepted: 7, not_accepted: 2, matters: 8, cases: 6, transferred: 5,
  withdrawn_after_hand_over: 1, results: 3, closed: 2, phased: 1, true: 3, fine_fen: 1_000_000,
  detained_admin: 2, detained_criminal: 1,
};

test('measures are sums of facts, by the rules of counting', () => {
  const usual = measured(facts, USUAL_RULES);
  expect(usual).toMatchObject({
    received: 10, accepted: 7, undecided: 1, transferred: 5, detained: 3, fine: 1_000_000,
    combined: 3,
  });
  const removed = measured(facts, { ...USUAL_RULES, repeats: 'removed', withdrawn: 'removed' });
  expect(removed).toMatchObject({ accepted: 5, received: 8, transferred: 4 });
  expect(measured(facts, { ...USUAL_RULES, split: 'matter' }).accepted).toBe(8);
});

test('a formula names its facts', () => {
  expect(formula('detained', USUAL_RULES)).toBe('detained_admin + detained_criminal');
  expect(formula('closed', USUAL_RULES)).toBe('closed');
  expect(formula('transferred', { ...USUAL_RULES, withdrawn: 'removed' })).toBe(
    'transferred - withdrawn_after_hand_over',
  );
});

test('a broken sum is named with both sides', () => {
  const sums = measured(facts, USUAL_RULES);
  const right = { rows: [{ object: 'SD', sums }], total: added([sums]) };
  expect(checks(right, USUAL_RULES).every((check) => check.holds)).toBe(true);
  const wrong = { rows: [{ object: 'SD', sums: { ...sums, closed: 9 } }], total: sums };
  const [broken] = checks(wrong, USUAL_RULES).filter((check) => !check.holds);
  expect(broken).toEqual({
    law: 'closed + phased + in_progress = results', holds: false,
    broken: [{ object: 'SD', left: 10, right: 3 }],
  });
});

test('only what differs is a change', () => {
  const before = { rows: [{ object: 'SD', sums: { received: 1, cases: 4 } }], total: {} };
  const after = { rows: [{ object: 'SD', sums: { received: 3, cases: 5 } }], total: {} };
  expect(changes(before, after)).toEqual([
    { object: 'SD', measure: 'received', before: 1, after: 3 },
  ]);
});

test('the last daily count is today once its minute has come, in Beijing', () => {
  expect(lastCut(new Date('2026-06-10T12:00:00Z'), 1200)).toBe('2026-06-10T20:00:00+08:00');
  expect(lastCut(new Date('2026-06-10T11:59:59Z'), 1200)).toBe('2026-06-09T20:00:00+08:00');
  expect(lastCut(new Date('2026-01-01T01:00:00Z'), 8 * 60 + 30)).toBe('2026-01-01T08:30:00+08:00');
  expect(dayBefore('2026-03-01T20:00:00+08:00')).toBe('2026-02-28T12:00:00.000Z');
});

test('a rate of fewer than twenty is none', () => {
  expect(share(5, 19)).toBeUndefined();
  expect(share(5, 20)).toBe('25.0%');
});

test('a line ends at the last day that is sealed, and keeps what is nought before', () => {
  expect(untilLast([3, 0, 5, 0, 0])).toEqual([3, 0, 5, null, null]);
  expect(untilLast([0, 0])).toEqual([null, null]);
});
