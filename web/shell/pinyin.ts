// First letters in pinyin, from data/pinyin.csv. Large: imported only by `import()`.
import initials from '#api/initials.json';
import type { Choice } from './choices';

const letters = new Map<string, string>();
for (const [letter, characters] of Object.entries(initials as Record<string, string>)) {
  for (const character of characters) letters.set(character, letter);
}

/** `lcq` for 历城区; letters and digits stay, anything else is passed over. */
export function initialsOf(name: string): string {
  return [...name.toLowerCase()]
    .map((one) => letters.get(one) ?? (/[a-z0-9]/.test(one) ? one : ''))
    .join('');
}

export function withInitials(choices: Choice[]): Choice[] {
  return choices.map((one) => ({ ...one, initials: initialsOf(one.name) }));
}
