// Texts with the words that were found marked. The server counts bytes of UTF-8.
import type { Excerpt } from './hits';

export interface Piece {
  text: string;
  marked: boolean;
}

const BEFORE = 12; // characters that a line shows before the first mark

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A text from its byte `offset` on, cut where marks begin and end. */
export function piecesOf(text: string, marks: Excerpt['marks'], offset = 0): Piece[] {
  const bytes = encoder.encode(text);
  const pieces: Piece[] = [];
  let done = 0;
  const upTo = (end: number, marked: boolean) => {
    const until = Math.min(bytes.length, Math.max(done, end - offset));
    if (until > done) pieces.push({ text: decoder.decode(bytes.subarray(done, until)), marked });
    done = until;
  };
  for (const mark of marks) {
    upTo(mark.offset, false);
    upTo(mark.offset + mark.length, true);
  }
  upTo(offset + bytes.length, false);
  return pieces;
}

/** For a line that is cut off at its end: the first mark stands near its beginning. */
export function lineOf(excerpt: Excerpt): Piece[] {
  const [first, ...others] = piecesOf(excerpt.text, excerpt.marks, excerpt.offset);
  if (!first) return [];
  const letters = [...first.text];
  const isLong = !first.marked && others.length > 0 && letters.length > BEFORE;
  const kept = isLong ? letters.slice(-BEFORE).join('') : first.text;
  const before = isLong || excerpt.offset > 0 ? '…' : '';
  const last = excerpt.ends_early ? [{ text: '…', marked: false }] : [];
  return [{ text: before, marked: false }, { ...first, text: kept }, ...others, ...last]
    .filter((piece) => piece.text);
}
