// The batches of the present object by day, and what would go into the next.
import { computed, shallowRef, type Ref } from 'vue';
import type { paths } from '#api/api';
import { api, ask, does, Refused, type Answer } from '#shell/api';
import { conflict } from '#shell/dialogs';
import { place } from '#shell/place';
import { permits } from '#shell/session';
import { t, word } from '#shell/words';

const BATCH = '/api/v1/inspections/{inspection}/{object}/batches/{day}';
const PROPOSALS = '/api/v1/inspections/{inspection}/{object}/proposals';
type Page = paths['/api/v1/cases']['get']['responses'][200]['content']['application/json'];
export type CaseFile = Page['items'][number]['file'];
export type Batch = paths[typeof BATCH]['get']['responses'][200]['content']['application/json'];

export interface BatchDay {
  day: string;
  cases: CaseFile[]; // of its batch; before it is sealed, those that were received on it
  sealed: boolean;
}

const PAGE = 500;

const ORDER = { unsealed: 0, sealed: 1, handed_over: 2 };

/** What is to be done next comes first: by state, the oldest first; what is done, the latest. */
function inOrder(one: BatchDay, other: BatchDay): number {
  const state = stateOf(one);
  const byDay = one.day.localeCompare(other.day);
  return ORDER[state] - ORDER[stateOf(other)] || (state === 'handed_over' ? -byDay : byDay);
}

/** The days of the stay on which there is something. */
export function daysOf(files: CaseFile[]): BatchDay[] {
  const found = new Map<string, BatchDay>();
  for (const file of files) {
    if (!file.batch_day && file.standing !== 'open') continue;
    const day = file.batch_day ?? file.reception_day;
    const at = found.get(day) ?? { day, cases: [], sealed: false };
    found.set(day, at);
    // A batch that is sealed takes nothing in: what came on its day goes into a later one.
    if (file.batch_day && !at.sealed) at.cases = [];
    at.sealed ||= file.batch_day !== undefined;
    if (file.batch_day || !at.sealed) at.cases.push(file);
  }
  return [...found.values()].sort(inOrder);
}

/** What the seal of a day would take: all that is open and was received by then. */
export function openBy(files: CaseFile[], day: string): CaseFile[] {
  return files
    .filter((file) => file.standing === 'open' && !file.number && file.reception_day <= day)
    .sort((one, other) => one.case - other.case);
}

/** How many cases there are of each type; one of several types counts in each. */
export function byType(files: CaseFile[]): [type: string, count: number][] {
  const counts = new Map<string, number>();
  for (const type of files.flatMap((file) => file.types)) {
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return [...counts].sort((one, other) => other[1] - one[1]);
}

/** Sealed, or handed over, by the cases of a batch. */
export function stateOf(day: BatchDay): 'unsealed' | 'sealed' | 'handed_over' {
  if (!day.sealed) return 'unsealed';
  return day.cases.some((file) => file.standing === 'sealed') ? 'sealed' : 'handed_over';
}

export interface Waiting {
  matters: number; // that merging has not looked at: they block the seal
  proposals: number; // that nobody has decided: they do not
}

async function waitingNow(): Promise<Waiting | undefined> {
  if (!permits.value.has('read_merges')) return undefined;
  const params = { path: place(), query: { limit: 1 } };
  const { data } = await ask(api.GET(PROPOSALS, { params }));
  return { matters: data.waiting_matters, proposals: data.waiting_proposals };
}

async function filesNow(): Promise<CaseFile[]> {
  const { inspection, object } = place();
  const found: CaseFile[] = [];
  let after: string | undefined;
  do {
    const query = { limit: PAGE, ...(after ? { after } : {}) };
    const { data } = await ask(api.GET('/api/v1/cases', { params: { query } }));
    const here = data.items.filter((one) => one.inspection === inspection && one.object === object);
    found.push(...here.map((one) => one.file));
    after = data.next;
  } while (after);
  return found;
}

export interface Batches {
  files: Ref<CaseFile[]>;
  days: Ref<BatchDay[]>;
  waiting: Ref<Waiting | undefined>;
  loading: Ref<boolean>;
  fault: Ref<unknown>;
  load(): Promise<void>;
}

export function useBatches(): Batches {
  const files = shallowRef<CaseFile[]>([]);
  const waiting = shallowRef<Waiting>();
  const loading = shallowRef(true);
  const fault = shallowRef<unknown>();
  let latest = 0;
  let newest = Promise.resolve();

  /** Over when what is newest is shown, also where another look overtook this one. */
  function load(): Promise<void> {
    newest = read();
    return newest;
  }
  async function read(): Promise<void> {
    const mine = ++latest;
    loading.value = true;
    fault.value = undefined;
    try {
      const [found, counted] = await Promise.all([filesNow(), waitingNow()]);
      if (mine !== latest) return await newest;
      files.value = found;
      waiting.value = counted;
    } catch (caught) {
      if (mine === latest) fault.value = caught;
    } finally {
      if (mine === latest) loading.value = false;
    }
  }
  return { files, days: computed(() => daysOf(files.value)), waiting, loading, fault, load };
}

export function batchNow(day: string): Promise<Answer<Batch>> {
  return ask(api.GET(BATCH, { params: { path: { ...place(), day } } }));
}

/** Nothing while it is not there for whoever asks: a liaison sees what went out before it. */
export async function batchIfThere(day: string): Promise<Answer<Batch> | undefined> {
  try {
    return await batchNow(day);
  } catch (caught) {
    if (caught instanceof Refused && caught.problem.status === 404) return undefined;
    throw caught;
  }
}

export async function seal(day: string): Promise<boolean> {
  await does('seal_batch', { day });
  return true;
}

/** As the batch was seen. False: somebody was faster, and the person left it at that. */
async function onBatch(
  act: 'hand_over_batch' | 'acknowledge_batch',
  { data, etag }: Answer<Batch>,
): Promise<boolean> {
  try {
    await does(act, { day: data.day }, { on: `batches/${data.day}`, etag });
    return true;
  } catch (caught) {
    if (!(caught instanceof Refused) || !caught.isConflict) throw caught;
    const now = await batchNow(data.day);
    const count = (of: Batch) => String(of.cases.length);
    const state = (of: Batch) => word('state', of.state);
    const sides = [
      { label: t('batch.state'), mine: state(data), theirs: state(now.data) },
      { label: t('batch.cases'), mine: count(data), theirs: count(now.data) },
    ];
    return (await conflict(sides)) && onBatch(act, now);
  }
}
export function handOver(batch: Answer<Batch>): Promise<boolean> {
  return onBatch('hand_over_batch', batch);
}
export function acknowledge(batch: Answer<Batch>): Promise<boolean> {
  return onBatch('acknowledge_batch', batch);
}

export async function sendUrgently(number: number): Promise<boolean> {
  await does('issue_urgent_notice', { case: number });
  return true;
}
