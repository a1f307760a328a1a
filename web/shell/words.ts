// What is said, in the language of whoever reads. No sentence stands in the code: keys of
// web/catalogue, which the server's pages share, and codes, whose words the server gave.
//
//   t('shell.sign_in')                  a sentence
//   t('triage.title', { count: 12 })    with its holes filled
//   word('state', 'undecided')          the word of a code, by the field that holds it
import { computed, ref } from 'vue';
import given from '#api/codes.json';

export type Language = 'zh' | 'en';
export type Key = keyof typeof import('#catalogue/zh.json');
type Catalogue = Record<Key, string>;

/** An enumeration: each code with its words, zh and en. */
type Enumeration = [code: string, zh: string, en: string][];
const codes = given as unknown as Record<string, Enumeration[]>;

const kept = 'ducha.language';
const loaders: Record<Language, () => Promise<{ default: Catalogue }>> = {
  zh: () => import('#catalogue/zh.json'),
  en: () => import('#catalogue/en.json'),
};

const current = ref<Language>('zh');
const catalogue = ref<Catalogue>({} as Catalogue);

export const language = computed(() => current.value);

/** Loads the words of a language, then shows them; kept in this browser. */
export async function speak(wanted: Language): Promise<void> {
  catalogue.value = (await loaders[wanted]()).default;
  current.value = wanted;
  document.documentElement.lang = wanted === 'zh' ? 'zh-CN' : 'en';
  localStorage.setItem(kept, wanted);
}

export function preferredLanguage(): Language {
  const said = localStorage.getItem(kept);
  if (said === 'zh' || said === 'en') return said;
  return navigator.language.startsWith('zh') ? 'zh' : 'en';
}

export function t(key: Key, holes: Record<string, string | number> = {}): string {
  const sentence = catalogue.value[key] ?? key;
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) => String(holes[name] ?? hole));
}

/** The code itself where it has no word: a code that is newer than this page. */
export function word(field: string, code: string): string {
  const row = codes[field]?.flat().find(([one]) => one === code);
  return row?.[current.value === 'zh' ? 1 : 2] ?? code;
}

/**
 * All codes of a field, in the server's order. Where several enumerations have fields of this
 * name, it is the one that knows `one`.
 */
export function codesOf(field: string, one: string): string[] {
  const enumeration = codes[field]?.find((codes) => codes.some(([code]) => code === one));
  return enumeration?.map(([code]) => code) ?? [];
}

/** A name in the reader's language; the Chinese one where there is no other. */
export function named(of: { name_zh: string; name_en: string } | undefined): string {
  if (!of) return '';
  return current.value === 'zh' ? of.name_zh : of.name_en || of.name_zh;
}

/** Words one after another, as the language joins them. */
export function listed(words: string[]): string {
  return words.join(current.value === 'zh' ? '、' : ', ');
}
