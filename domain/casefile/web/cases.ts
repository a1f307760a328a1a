// Cases of the present object, and one of them with all that is known of it; the acts upon it.
import { shallowRef, type Ref } from 'vue';
import type { components, paths } from '#api/api';
import { api, ask, does, Refused, type ActName, type Answer } from '#shell/api';
import { conflict, type Side } from '#shell/dialogs';
import type { History } from '#shell/history';
import { matterNow, type Matter } from '#shell/matters';
import { slice, usePaged, type Paged, type Slice } from '#shell/paged';
import { objectNamed, place } from '#shell/place';
import { permits } from '#shell/session';
import { codesOf, listed, t, word } from '#shell/words';

const ONE = '/api/v1/inspections/{inspection}/{object}/cases/{case}';
const RESULT = '/api/v1/inspections/{inspection}/{object}/cases/{case}/result';
const HISTORY = '/api/v1/inspections/{inspection}/{object}/cases/{case}/history';
const COUNTS = '/api/v1/inspections/{inspection}/{object}/cases/counts';
type Listing = paths['/api/v1/cases']['get'];
type Query = NonNullable<Listing['parameters']['query']>;
type Json<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Content } } } };
} ? Content : never;
export type Case = Json<typeof ONE>;
export type CaseFile = Case['file'];
export type Result = Json<typeof RESULT>;
export type Counts = Json<typeof COUNTS>;
export type Row = Json<'/api/v1/cases'>['items'][number];

export function keyOf(row: Row): string {
  return String(row.file.case);
}


export interface Filter {
  standing: string; // codes, or empty: any that stands for itself
  number: string; // a part of the number, or the case's own, or empty
  watched: boolean;
}

/** As the server filters; the newest first. */
export function queryOf({ standing, watched }: Filter): Query {
  const standings = codesOf('standing', 'open').filter((code) => code !== 'absorbed');
  return {
    ...place(),
    order: 'newest',
    standing: (standing ? standing.split(',') : standings) as Query['standing'],
    ...(watched ? { watched: true } : {}),
  };
}

const plain = (text: string) => text.replace(/\s/g, '').toUpperCase();

/** Numbers are looked for here, in all that the server gives. */
export function hasNumber({ file }: Row, wanted: string): boolean {
  return file.number.includes(plain(wanted)) || String(file.case) === plain(wanted);
}

export interface Cases extends Paged<Row> {
  counts: Ref<Counts | undefined>; // of the object
}

export function useCases(filter: Ref<Filter>, opened: () => string): Cases {
  const counts = shallowRef<Counts>();

  async function read(wanted: number, from?: string): Promise<Slice<Row>> {
    const query = queryOf(filter.value);
    const { number } = filter.value;
    const page = async (at: { limit: number; after?: string }) =>
      (await ask(api.GET('/api/v1/cases', { params: { query: { ...query, ...at } } }))).data;
    if (from) return slice(page, wanted, from);
    const asked = ask(api.GET(COUNTS, { params: { path: place() } }));
    const [now, all] = await Promise.all([asked, slice(page, number ? Infinity : wanted)]);
    counts.value = now.data;
    if (!number) return all;
    const rows = all.rows.filter((row) => hasNumber(row, number));
    return { rows, total: { amount: rows.length, is_all: true } };
  }
  return { ...usePaged({ read, keyOf, filter, opened }), counts };
}

export interface Whole {
  seen: Answer<Case>;
  matters: Matter[]; // none for whoever may not read them
  result: Answer<Result> | undefined;
  history: History;
}

/** Where the proof lies that the case stands in the ledger: a file, to check outside. */
export function proofAddress(number: number): string {
  const { inspection: of, object } = place();
  return `/api/v1/inspections/${of}/${object}/cases/${number}/proof`;
}

export function caseNow(number: number): Promise<Answer<Case>> {
  return ask(api.GET(ONE, { params: { path: { ...place(), case: number } } }));
}

/** Nothing where there is none yet, or where it may not be seen. */
async function orNothing<T>(asked: Promise<Answer<T>>): Promise<Answer<T> | undefined> {
  try {
    return await asked;
  } catch (caught) {
    if (caught instanceof Refused && [403, 404].includes(caught.problem.status)) return undefined;
    throw caught;
  }
}

export function resultOf(file: CaseFile): Promise<Answer<Result> | undefined> {
  const isWithObject = ['handed_over', 'closed'].includes(file.standing);
  if (!isWithObject || !permits.value.has('read_results')) return Promise.resolve(undefined);
  const params = { path: { ...place(), case: file.case } };
  return orNothing(ask(api.GET(RESULT, { params })));
}
async function historyOf(number: number): Promise<History> {
  return (await ask(api.GET(HISTORY, { params: { path: { ...place(), case: number } } }))).data;
}

export async function wholeNow(number: number): Promise<Whole> {
  const seen = await caseNow(number);
  const { file, matters } = seen.data;
  const mayRead = permits.value.has('read_matters');
  const [texts, result, history] = await Promise.all([
    Promise.all(mayRead ? matters.map((one) => matterNow(one)) : []),
    resultOf(file),
    historyOf(number),
  ]);
  return { seen, matters: texts.map((one) => one.data), result, history };
}

/** Names of objects, by their codes. */
export function objectsNamed(codes: string[]): string {
  return listed(codes.map(objectNamed)) || t('case.none');
}

type Wish = { watch: boolean } | { with: string[] };

/** Does it to a case as it was seen. False: it has changed, and the person left it at that. */
async function onCase<Name extends ActName>(
  name: Name,
  content: components['schemas'][Name],
  seen: Answer<Case>,
  wish: Wish,
): Promise<boolean> {
  const on = `cases/${seen.data.file.case}`;
  try {
    await does(name, content, { on, etag: seen.etag });
    return true;
  } catch (caught) {
    if (!(caught instanceof Refused) || !caught.isConflict) throw caught;
    const now = await caseNow(seen.data.file.case);
    return (await conflict(sidesOf(seen.data, now.data, wish))) && onCase(name, content, now, wish);
  }
}

interface Line {
  label: string;
  seen: string;
  now: string;
  wanted?: string;
}

/** What I wanted, and what others have changed since, beside what it is now. */
function sidesOf(seen: Case, now: Case, wish: Wish): Side[] {
  const watched = (is: boolean) => t(is ? 'case.watched' : 'case.not_watched');
  const standing = (of: Case) => word('standing', of.file.standing);
  const numbers = (of: Case) => listed(of.matters.map(String));
  const lines: Line[] = [
    { label: t('case.standing'), seen: standing(seen), now: standing(now) },
    { label: t('case.watch'), seen: watched(seen.file.watched), now: watched(now.file.watched),
      wanted: 'watch' in wish ? watched(wish.watch) : undefined },
    { label: t('case.joint'), seen: objectsNamed(seen.partners), now: objectsNamed(now.partners),
      wanted: 'with' in wish ? objectsNamed(wish.with) : undefined },
    { label: t('case.matters'), seen: numbers(seen), now: numbers(now) },
  ];
  return lines
    .filter((line) => line.wanted !== undefined || line.seen !== line.now)
    .map((line) => ({
      label: line.label,
      mine: line.wanted ?? t('case.as_opened', { value: line.seen }),
      theirs: line.now,
    }));
}

export function watchCase(watch: boolean, seen: Answer<Case>): Promise<boolean> {
  return onCase('watch_case', { case: seen.data.file.case, watch }, seen, { watch });
}
export function handleJointly(partners: string[], seen: Answer<Case>): Promise<boolean> {
  const content = { case: seen.data.file.case, with: partners };
  return onCase('handle_jointly', content, seen, { with: partners });
}
