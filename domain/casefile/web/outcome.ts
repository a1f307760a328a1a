// The result of a case as somebody reports it: what the fields hold, what is wrong with them by the
// rules of handling.cpp, and what is sent. The server has the last word.
import type { components } from '#api/api';
import { does, Refused, type Answer } from '#shell/api';
import { conflict, type Side } from '#shell/dialogs';
import { shownTime } from '#shell/format';
import { t, word, type Key } from '#shell/words';
import { caseNow, resultOf, type Result, type Whole } from './cases';

type Reported = components['schemas']['report_results']['results'][number];

/** In the order of the bulletins; the fine is in yuan here. */
export const NUMBERS = [
  'ordered', 'penalised', 'seized', 'criminal', 'detained_admin', 'detained_criminal',
  'interviewed', 'accountable',
] as const satisfies (keyof Reported)[];
export const STATUSES = [
  'in_progress', 'phased', 'closed',
] as const satisfies Reported['status'][];
export const TRUTHS = [
  'true', 'basically_true', 'partly_true', 'untrue',
] as const satisfies Reported['truth'][];
export const CLASSES = [
  'immediate', 'by_deadline', 'long_term',
] as const satisfies Reported['class'][];

export type NumberName = (typeof NUMBERS)[number];
export type FieldName = NumberName | 'occurred' | 'truth' | 'class' | 'status' | 'fine';

/** As the fields hold it: times of Beijing to the second, numbers as they were typed. */
export interface Form {
  occurred: string; // `2026-11-27T14:43:42`
  status: Reported['status'];
  truth: Reported['truth'] | '';
  class: Reported['class'] | '';
  fine: string; // yuan
  numbers: Record<NumberName, string>;
}

const FEN_IN_YUAN = 100;
const MOST = 1_000_000;
const MOST_FINE_YUAN = 10_000_000_000;

export function inBeijing(instant: Date | string): string {
  return new Date(instant).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).replace(' ', 'T');
}
function instantOf(shown: string): string {
  return `${shown.length === 'yyyy-mm-ddThh:mm'.length ? `${shown}:00` : shown}+08:00`;
}

/** Begins with what stands there, as of now. */
export function formOf(there: Result | undefined, now: Date): Form {
  const outcome = there?.outcome;
  const numbers = Object.fromEntries(
    NUMBERS.map((name) => [name, String(outcome?.[name] ?? 0)]),
  ) as Form['numbers'];
  return {
    occurred: inBeijing(now), status: outcome?.status ?? 'in_progress', numbers,
    truth: outcome?.truth ?? '', class: outcome?.class ?? '',
    fine: String((outcome?.fine_fen ?? 0) / FEN_IN_YUAN),
  };
}

/** Nothing where it is none. */
function numberIn(typed: string, pattern: RegExp, most: number): number | undefined {
  const plain = typed.replaceAll(/[,，\s]/g, '');
  const number = Number(plain);
  return pattern.test(plain) && number <= most ? number : undefined;
}
function wholeIn(typed: string): number | undefined {
  return numberIn(typed, /^\d+$/, MOST);
}
function yuanIn(typed: string): number | undefined {
  return numberIn(typed, /^\d+(?:\.\d{1,2})?$/, MOST_FINE_YUAN);
}

export interface Bounds {
  handedOver?: string; // an instant
  there?: string; // since when the result that stands there has stood
  now: Date;
}
export type Wrongs = Partial<Record<FieldName, string>>;

/** What is wrong with each field, in words; as `wrong_instant` and `wrong_outcome` have it. */
export function wrongsOf(form: Form, { handedOver, there, now }: Bounds): Wrongs {
  const wrongs: Wrongs = {};
  const at = new Date(instantOf(form.occurred));
  if (Number.isNaN(at.getTime())) wrongs.occurred = t('case.wrong_time');
  else if (handedOver && at < new Date(handedOver)) {
    wrongs.occurred = t('case.wrong_before', { time: shownTime(handedOver) });
  } else if (there && at < new Date(there)) {
    wrongs.occurred = t('case.wrong_older', { time: shownTime(there) });
  } else if (at > now) wrongs.occurred = t('case.wrong_future');
  if (form.status === 'closed' && !form.truth) wrongs.truth = t('case.wrong_truth');
  for (const name of NUMBERS) {
    if (wholeIn(form.numbers[name]) === undefined) wrongs[name] = t('case.wrong_number');
  }
  if (yuanIn(form.fine) === undefined) wrongs.fine = t('case.wrong_fine');
  return wrongs;
}

/** Which field the server means: `results[0].time`. */
export function fieldOf(caught: unknown): FieldName | undefined {
  const where = caught instanceof Refused ? caught.problem.where : undefined;
  const name = where?.split('.').at(-1);
  if (name === 'time') return 'occurred';
  return [...NUMBERS, 'truth', 'fine', 'status', 'class'].find((one) => one === name) as
    FieldName | undefined;
}

/** Precondition: nothing is wrong with it. */
export function reported(form: Form, caseNumber: string): Reported {
  const numbers = Object.fromEntries(
    NUMBERS.map((name) => [name, wholeIn(form.numbers[name])]),
  ) as Record<NumberName, number>;
  return {
    case_number: caseNumber, occurred: instantOf(form.occurred), status: form.status, ...numbers,
    fine_fen: Math.round((yuanIn(form.fine) ?? 0) * FEN_IN_YUAN),
    ...(form.truth ? { truth: form.truth } : {}),
    ...(form.class ? { class: form.class } : {}),
  };
}

/** A figure with its unit, the fine in yuan. */
export function figureName(name: NumberName | 'fine_fen'): string {
  return t(`case.figure_${name}` as Key);
}

function textsOf(occurred: string, outcome: Result['outcome']): [label: string, text: string][] {
  return [
    [t('case.result_as_of'), shownTime(occurred)],
    [t('case.truth'), outcome.truth ? word('truth', outcome.truth) : t('case.truth_open')],
    [t('case.status'), word('status', outcome.status)],
    [t('case.class'), outcome.class ? word('class', outcome.class) : t('case.class_open')],
    [figureName('fine_fen'), (outcome.fine_fen / FEN_IN_YUAN).toLocaleString()],
    ...NUMBERS.map((name): [string, string] => [figureName(name), String(outcome[name])]),
  ];
}

/** What I report beside what another has reported meanwhile; what is alike is left out. */
export function sidesOf(mine: Reported, theirs: Result): Side[] {
  const others = textsOf(theirs.occurred, theirs.outcome);
  return textsOf(mine.occurred, mine)
    .map(([label, text], index) => ({ label, mine: text, theirs: others[index]![1] }))
    .filter((side, index) => index === 0 || side.mine !== side.theirs);
}

const NO_RESULT = '"none"'; // no answer has this tag: where there is one by now, it is refused

async function send(mine: Reported, seen: Whole): Promise<void> {
  const { case: number } = seen.seen.data.file;
  const content = { results: [mine] };
  const on = `cases/${number}/result`;
  try {
    await does('report_results', content, { on, etag: seen.result?.etag ?? NO_RESULT });
  } catch (caught) {
    const isNone = !seen.result && caught instanceof Refused && caught.problem.status === 404;
    if (!isNone) throw caught;
    await does('report_results', content, { on: `cases/${number}`, etag: seen.seen.etag });
  }
}

/** Reports it on the case as it was seen. False: another was faster, and it is left at that. */
export async function report(mine: Reported, seen: Whole): Promise<boolean> {
  try {
    await send(mine, seen);
    return true;
  } catch (caught) {
    if (!(caught instanceof Refused) || !caught.isConflict) throw caught;
    const now = await caseNow(seen.seen.data.file.case);
    const result: Answer<Result> | undefined = await resultOf(now.data.file);
    const isWilling = !result || (await conflict(sidesOf(mine, result.data)));
    return isWilling && report(mine, { ...seen, seen: now, result });
  }
}
