import { expect, test } from 'vitest';
import { lineOf, piecesOf, type Piece } from './excerpt';
import type { Excerpt } from './hits';

const shown = (pieces: Piece[]) =>
  pieces.map((one) => (one.marked ? `[${one.text}]` : one.text)).join('');
/** The bytes of a text before the first `until`. */
const bytesTo = (text: string, until: string) =>
  new TextEncoder().encode(text.slice(0, text.indexOf(until))).length;
function markOf(text: string, word: string): Excerpt['marks'][number] {
  return { offset: bytesTo(text, word), length: new TextEncoder().encode(word).length };
}

test('bytes are counted, letters of any width are marked', () => {
  const text = '模拟KTV😀噪聲大';
  expect(shown(piecesOf(text, [markOf(text, 'KTV'), markOf(text, '噪聲')])))
    .toBe('模拟[KTV]😀[噪聲]大');
  expect(shown(piecesOf(text, [markOf(text, '模拟')]))).toBe('[模拟]KTV😀噪聲大');
  expect(shown(piecesOf(text, []))).toBe(text);
  expect(piecesOf('', [markOf(text, 'KTV')])).toEqual([]);
});

test('marks outside a piece are left out, those that reach over its ends are cut', () => {
  const text = '噪声很大，夜间噪声，白天也有噪声';
  const piece = '夜间噪声，白天';
  const offset = bytesTo(text, piece);
  const second = { offset: offset + 6, length: 6 };
  const marks = [markOf(text, '噪声'), second, { offset: offset + 15, length: 60 }];
  expect(shown(piecesOf(piece, marks, offset))).toBe('夜间[噪声]，[白天]');
});

test('a line begins shortly before the first mark and says what it leaves out', () => {
  const text = '这一句话很长很长很长很长很长，然后才说到恶臭的事情';
  const excerpt: Excerpt = {
    field: 'text', text, offset: 0, ends_early: true, marks: [markOf(text, '恶臭')],
  };
  expect(shown(lineOf(excerpt))).toBe('…很长很长很长，然后才说到[恶臭]的事情…');
  const plain = { ...excerpt, marks: [], ends_early: false };
  expect(shown(lineOf(plain))).toBe(text);
  expect(shown(lineOf({ ...plain, offset: 9 }))).toBe(`…${text}`);
  expect(lineOf({ ...plain, text: '' })).toEqual([]);
});
