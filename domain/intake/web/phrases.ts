// What callers say every day, written by a semicolon and two letters.
import { t, type Key } from '#shell/words';

export const PHRASES = ['yx', 'yy', 'yw', 'fc', 'ps', 'hc', 'td', 'gf', 'lj', 'cf'] as const;
type Code = (typeof PHRASES)[number];

export function phrase(code: Code): string {
  return t(`call.phrase_${code}` satisfies Key);
}

export interface Expanded {
  text: string;
  caret: number;
}

/**
 * Replaces the code before the caret by its phrase: nothing else is touched. Both semicolons
 * count, so that the input method need not be left.
 *
 * returns   nothing where there is no code before the caret
 */
export function expanded(
  text: string,
  caret: number,
  of: (code: Code) => string = phrase,
): Expanded | undefined {
  const typed = /[;；]([a-z]{2})$/i.exec(text.slice(0, caret));
  const code = PHRASES.find((one) => one === typed?.[1]?.toLowerCase());
  if (!typed || !code) return undefined;
  const before = text.slice(0, typed.index) + of(code);
  return { text: before + text.slice(caret), caret: before.length };
}
