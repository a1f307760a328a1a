// Where the provinces stand as equal squares: no boundary, readable on a telephone, fair to small
// ones.
import { language, t, type Key } from '#shell/words';

/** First two digits of GB/T 2260, letters of ISO 3166-2, column, row. */
const PLACES: [code: string, letters: string, column: number, row: number][] = [
  ['23', 'HL', 8, 0], ['15', 'NM', 6, 1], ['22', 'JL', 8, 1], ['65', 'XJ', 0, 2],
  ['62', 'GS', 2, 2], ['64', 'NX', 3, 2], ['14', 'SX', 5, 2], ['13', 'HE', 6, 2],
  ['11', 'BJ', 7, 2], ['21', 'LN', 8, 2], ['63', 'QH', 1, 3], ['61', 'SN', 4, 3],
  ['41', 'HA', 5, 3], ['37', 'SD', 6, 3], ['12', 'TJ', 7, 3], ['54', 'XZ', 0, 4],
  ['51', 'SC', 2, 4], ['50', 'CQ', 3, 4], ['42', 'HB', 4, 4], ['34', 'AH', 5, 4],
  ['32', 'JS', 6, 4], ['31', 'SH', 7, 4], ['52', 'GZ', 3, 5], ['43', 'HN', 4, 5],
  ['36', 'JX', 5, 5], ['33', 'ZJ', 6, 5], ['53', 'YN', 2, 6], ['45', 'GX', 3, 6],
  ['44', 'GD', 4, 6], ['35', 'FJ', 5, 6], ['71', 'TW', 7, 6], ['46', 'HI', 3, 7],
  ['82', 'MO', 4, 7], ['81', 'HK', 5, 7],
];

export interface Tile {
  code: string;
  name: string;
  short: string; // where there is little room
  column: number; // of the grid, from 1
  row: number;
  amount?: number; // nothing: not inspected
}

/** All 34, with the amounts of those that are inspected. */
export function tilesOf(amounts: Map<string, number>): Tile[] {
  return PLACES.map(([code, letters, column, row]) => ({
    code,
    name: t(`situation.tile_${code}` as Key),
    short: language.value === 'zh' ? t(`situation.tile_${code}` as Key) : letters,
    column: column + 1,
    row: row + 1,
    amount: amounts.get(code),
  }));
}
