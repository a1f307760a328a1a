// What the engine proposes and a person decides: whether a matter is what a case is about.
import { shallowRef, type Ref } from 'vue';
import type { paths } from '#api/api';
import { api, ask, does, Refused, type Answer } from '#shell/api';
import { conflict } from '#shell/dialogs';
import { place } from '#shell/place';
import { grouped } from '#shell/format';
import { t, word } from '#shell/words';

const ALL = '/api/v1/inspections/{inspection}/{object}/proposals';
const CASE = '/api/v1/inspections/{inspection}/{object}/cases/{case}';
type Page = paths[typeof ALL]['get']['responses'][200]['content']['application/json'];
export type Proposal = Page['items'][number];
export type Case = paths[typeof CASE]['get']['responses'][200]['content']['application/json'];

const MOST_PROPOSALS = 500; // the most uncertain come first; the others follow as these go

export function keyOf(proposal: Proposal): string {
  return `${proposal.matter}-${proposal.case}`;
}

export function caseNow(number: number): Promise<Answer<Case>> {
  return ask(api.GET(CASE, { params: { path: { ...place(), case: number } } }));
}

/** As people call it: by its number, or before it has one by the number of its first matter. */
export function nameOf({ file }: Case): string {
  return file.number ? grouped(file.number) : String(file.case);
}

export interface Proposals {
  rows: Ref<Proposal[]>;
  waiting: Ref<number>; // proposals, shown or not
  unseen: Ref<number>; // matters that the engine has not looked at
  loading: Ref<boolean>;
  fault: Ref<unknown>;
  load(): Promise<void>;
  /** Decided: off the list until the next look. */
  settle(proposal: Proposal): void;
}

export function useProposals(): Proposals {
  const rows = shallowRef<Proposal[]>([]);
  const [waiting, unseen] = [shallowRef(0), shallowRef(0)];
  const loading = shallowRef(true);
  const fault = shallowRef<unknown>();
  let latest = 0;

  async function load(): Promise<void> {
    const mine = ++latest;
    loading.value = true;
    fault.value = undefined;
    try {
      const params = { path: place(), query: { limit: MOST_PROPOSALS } };
      const { data } = await ask(api.GET(ALL, { params }));
      if (mine !== latest) return;
      rows.value = data.items;
      waiting.value = data.waiting_proposals;
      unseen.value = data.waiting_matters;
    } catch (caught) {
      if (mine === latest) fault.value = caught;
    } finally {
      if (mine === latest) loading.value = false;
    }
  }
  function settle(proposal: Proposal): void {
    ++latest; // what is on its way may not know of it yet
    loading.value = false;
    rows.value = rows.value.filter((one) => keyOf(one) !== keyOf(proposal));
    --waiting.value;
  }
  return { rows, waiting, unseen, loading, fault, load, settle };
}

/** Does something to a case as it was seen. False: it has changed, and the person left it so. */
async function onCase(
  seen: Answer<Case>,
  act: (how: { on: string; etag: string }) => Promise<unknown>,
): Promise<boolean> {
  try {
    await act({ on: `cases/${seen.data.file.case}`, etag: seen.etag });
    return true;
  } catch (caught) {
    if (!(caught instanceof Refused) || !caught.isConflict) throw caught;
    const now = await caseNow(seen.data.file.case);
    const numbers = (of: Case) => of.matters.join(', ') || t('merge.none');
    const standing = (of: Case) => word('standing', of.file.standing);
    const sides = [
      { label: t('merge.case'), mine: nameOf(seen.data), theirs: nameOf(now.data) },
      { label: t('merge.standing'), mine: standing(seen.data), theirs: standing(now.data) },
      { label: t('merge.matters'), mine: numbers(seen.data), theirs: numbers(now.data) },
    ];
    return (await conflict(sides)) && onCase(now, act);
  }
}

export function join(matter: number, into: Answer<Case>): Promise<boolean> {
  const content = { matter, into: into.data.file.case };
  return onCase(into, (how) => does('join_matter', content, how));
}
export function keepApart(matter: number, from: Answer<Case>): Promise<boolean> {
  const content = { matter, from: from.data.file.case };
  return onCase(from, (how) => does('refuse_join', content, how));
}
export function part(matter: number, why: string, from: Answer<Case>): Promise<boolean> {
  return onCase(from, (how) => does('part_matter', { matter, why }, how));
}

/** Takes a joining back: the matter stands by itself again. */
export async function undoJoin(matter: number): Promise<void> {
  await does('part_matter', { matter, why: t('merge.undo_why') });
}
/** Takes a parting back. */
export async function undoPart(matter: number, into: number): Promise<void> {
  await does('join_matter', { matter, into });
}

/** Lets the engine look at what waits; it goes on by itself. */
export async function beginMerging(): Promise<void> {
  const params = { path: place() };
  await ask(api.POST('/api/v1/inspections/{inspection}/{object}/jobs/merge', { params }));
}
