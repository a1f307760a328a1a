// The regions of data/regions.csv; a chunk of its own, fetched when a picker is shown.
import rows from '#api/regions.json';
import type { Choice } from './choices';
import { withInitials } from './pinyin';

/** Provinces, cities and counties, each with what it lies in. */
export function regions(): Choice[] {
  const names = new Map((rows as string[][]).map(([code, name]) => [code, name]));
  return withInitials(
    (rows as string[][]).map(([code = '', name = '', parent = '']) => ({
      code, name, within: names.get(parent),
    })),
  );
}
