import { expect, test } from 'vitest';
import { byType, daysOf, openBy, stateOf, type CaseFile } from './batches';

function file(number: number, change: Partial<CaseFile> = {}): CaseFile {
  return {
    case: number, standing: 'open', number: '', watched: false, channel: 'call',
    reception_day: '2021-08-27', types: ['air'], ...change,
  };
}
const sealed = { standing: 'sealed', number: 'D2SD202108270001', batch_day: '2021-08-27' } as const;

test('days with something; what came late does not join a sealed batch', () => {
  const days = daysOf([
    file(1, sealed), file(2), file(3, { reception_day: '2021-08-28' }), file(4, sealed),
    file(5, { standing: 'absorbed' }),
  ]);
  expect(days.map((one) => [one.day, one.sealed, one.cases.map((of) => of.case)])).toEqual([
    ['2021-08-28', false, [3]],
    ['2021-08-27', true, [1, 4]],
  ]);
  expect(days.map(stateOf)).toEqual(['unsealed', 'sealed']);
  expect(daysOf([file(2), file(1, sealed)])[0]?.cases.map((of) => of.case)).toEqual([1]);
});

test('a seal takes all that is open and came by the day', () => {
  const files = [
    file(3), file(1), file(4, { reception_day: '2021-08-28' }), file(2, sealed),
  ];
  expect(openBy(files, '2021-08-27').map((one) => one.case)).toEqual([1, 3]);
  expect(openBy(files, '2021-08-28').map((one) => one.case)).toEqual([1, 3, 4]);
});

test('what is next stands first: days to seal, the oldest first; what is done last', () => {
  const gone = (day: string) => ({
    standing: 'handed_over', number: 'D2SD', batch_day: day, reception_day: day,
  } as const);
  const days = daysOf([
    file(1, gone('2021-08-27')), file(2, gone('2021-08-28')),
    file(3, { ...sealed, batch_day: '2021-08-29' }),
    file(4, { reception_day: '2021-08-31' }), file(5, { reception_day: '2021-08-30' }),
  ]);
  expect(days.map((one) => one.day.slice(-2))).toEqual(['30', '31', '29', '28', '27']);
});

test('a case of two types counts in both', () => {
  const files = [file(1, { types: ['air', 'noise'] }), file(2)];
  expect(byType(files)).toEqual([['air', 2], ['noise', 1]]);
});
