// Two matters side by side: what both say, where they differ, and that in words. It shows what
// stands in the texts; how sure the engine is has its own number.
import { differences } from '#shell/difference';
import type { Matter } from '#shell/matters';

export interface Piece {
  text: string;
  marked: boolean;
}

const SHORTEST_SHARED = 2; // characters: one alone is in every text
// 的 了 是 在 和 有 也 都 就 还 很 不: they join words, and are none that tell anything.
const JOINING = '\u7684\u4e86\u662f\u5728\u548c\u6709\u4e5f\u90fd\u5c31\u8fd8\u5f88\u4e0d';
const BREAK = new RegExp(`[${JOINING}]|[^\\p{L}\\p{N}]`, 'u');

/** The longest piece that begins at `at`, holds no break, and stands in `other`. */
function sharedAt(text: string, at: number, other: string): string {
  let end = at;
  while (end < text.length && !BREAK.test(text.charAt(end))) {
    if (!other.includes(text.slice(at, end + 1))) break;
    ++end;
  }
  return end - at >= SHORTEST_SHARED ? text.slice(at, end) : '';
}

/**
 * A text in pieces, those marked that stand in `other` as well. Characters, as no dictionary
 * divides two texts alike.
 */
export function markShared(text: string, other: string): Piece[] {
  const found: Piece[] = [];
  for (let at = 0; at < text.length; ) {
    const shared = sharedAt(text, at, other);
    if (shared) found.push({ text: shared, marked: true });
    else add(found, text.charAt(at), false);
    at += shared.length || 1;
  }
  return found;
}

/** What both texts say, in the order of the first. */
export function sharedWords(one: string, other: string): string[] {
  const marked = markShared(one, other).filter((piece) => piece.marked);
  return [...new Set(marked.map((piece) => piece.text))];
}

function add(found: Piece[], text: string, marked: boolean): void {
  const last = found[found.length - 1];
  if (last?.marked === marked) last.text += text;
  else if (text) found.push({ text, marked });
}

/** One side of two short values, those pieces marked that the other has not. */
export function markDifferent(mine: string, theirs: string): Piece[] {
  const found: Piece[] = [];
  for (const piece of differences(theirs, mine)) {
    if (piece.kind !== 'removed') add(found, piece.text, piece.kind === 'added');
  }
  return found;
}

export type Reason =
  | { code: 'same_enterprise' | 'same_place' | 'same_day' }
  | { code: 'other_enterprise' | 'other_place' | 'other_types' }
  | { code: 'same_types'; types: Matter['of']['types'] }
  | { code: 'shared_words'; words: string[] };

const MOST_WORDS = 8;

function ofPlaces(one: Matter, other: Matter): Reason[] {
  const found: Reason[] = [];
  if (one.enterprise && other.enterprise) {
    const isSame = one.enterprise === other.enterprise;
    found.push({ code: isSame ? 'same_enterprise' : 'other_enterprise' });
  }
  if (one.place && other.place) {
    found.push({ code: one.place === other.place ? 'same_place' : 'other_place' });
  }
  return found;
}

/** What speaks for and against, as the two say it themselves. */
export function reasons(one: Matter, other: Matter): Reason[] {
  const found = ofPlaces(one, other);
  const types = one.of.types.filter((type) => other.of.types.includes(type));
  const areKnown = one.of.types.length > 0 && other.of.types.length > 0;
  if (types.length > 0) found.push({ code: 'same_types', types });
  else if (areKnown) found.push({ code: 'other_types' });
  if (one.of.reception_day === other.of.reception_day) found.push({ code: 'same_day' });
  const words = sharedWords(one.text, other.text).sort((a, b) => b.length - a.length);
  if (words.length > 0) found.push({ code: 'shared_words', words: words.slice(0, MOST_WORDS) });
  return found;
}

export function speaksAgainst(reason: Reason): boolean {
  return reason.code.startsWith('other_');
}
