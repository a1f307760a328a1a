import { expect, test } from 'vitest';
import { behind, joined, slice, type AskPage } from './paged';

/** Pages of two, of which one is empty: cursors are places. */
const pages: AskPage<number> = async ({ after }) => {
  const at = Number(after ?? 0);
  const items = [[1, 2], [], [3, 4], [5]][at] ?? [];
  return { items, next: at < 3 ? String(at + 1) : undefined, ...(at === 0 ? { total: 5 } : {}) };
};

test('goes on while there is a next, also behind a page that holds nothing', async () => {
  expect(await slice(pages, 3)).toEqual({
    rows: [1, 2, 3, 4], next: '3', total: { amount: 5, is_all: true },
  });
  expect(await slice(pages, 3, '3')).toEqual({ rows: [5], next: undefined });
  expect((await slice(pages, Infinity)).rows).toEqual([1, 2, 3, 4, 5]);
});

test('what is read twice, as rows move, is shown once', () => {
  expect(joined([2, 1], [1, 3], String)).toEqual([2, 1, 3]);
});

test('a beginning that is read anew keeps what lies behind it', () => {
  expect(behind([1, 2, 3, 4], [0, 2], String)).toEqual([3, 4]);
  expect(behind([1, 2, 3], [9], String)).toEqual([]);
  expect(behind([1, 2, 3], [], String)).toEqual([]);
});
