// Finding one of many by what is typed: part of the name, the beginning of the code, or pinyin
// initials.
export interface Choice {
  code: string;
  name: string;
  within?: string; // what it lies in, to tell two of one name apart
  initials?: string;
}

/** How well a choice fits, the lower the better; nothing where it does not. */
function fit(choice: Choice, typed: string): number | undefined {
  if (choice.name.startsWith(typed)) return 0;
  if (choice.initials === typed) return 1;
  if (choice.initials?.startsWith(typed)) return 2;
  if (choice.code.startsWith(typed)) return 3;
  return choice.name.includes(typed) ? 4 : undefined;
}

/** What fits, the best first, else in the given order; all where nothing is typed. */
export function found(choices: Choice[], typed: string): Choice[] {
  const wanted = typed.trim().toLowerCase();
  if (!wanted) return choices;
  return choices
    .map((choice, index) => ({ choice, index, fit: fit(choice, wanted) }))
    .filter((one): one is typeof one & { fit: number } => one.fit !== undefined)
    .sort((one, other) => one.fit - other.fit || one.index - other.index)
    .map((one) => one.choice);
}

/** Codes of GB/T 2260: what begins alike, without its zeros, lies within. */
export function regionsUnder(all: Choice[], code: string): Choice[] {
  const stem = code.replace(/(?:00)+$/, '');
  return all.filter((one) => one.code !== code && one.code.startsWith(stem));
}
