// What the server does by itself once it was asked to: accepting by the rule, merging, importing.
import { onBeforeUnmount, shallowRef, watch, type Ref } from 'vue';
import type { paths } from '#api/api';
import { api, ask } from '#shell/api';
import { slice, usePaged, type Paged } from '#shell/paged';
import { place } from '#shell/place';
import { permits } from '#shell/session';

type Page = paths['/api/v1/jobs']['get']['responses'][200]['content']['application/json'];
export type Job = Page['items'][number];
type Everybody = paths['/api/v1/people']['get']['responses'][200]['content']['application/json'];

export function keyOf(job: Job): string {
  return job.id;
}
export function isGoing(job: Job): boolean {
  return job.state === 'waiting' || job.state === 'running';
}

/** What is shown as one: a job, or the parts of a table. */
export interface Line extends Job {
  parts: Job[]; // the newest first; one where it is no table in parts
}

export function lineKeyOf({ table, id }: Job): string {
  return table || id;
}

/** How all of them stand: going while one is, and no better than the worst. */
function stateOf(parts: Job[]): Job['state'] {
  const order = ['running', 'waiting', 'failed', 'refused'] as const;
  return order.find((state) => parts.some((part) => part.state === state)) ?? 'done';
}

/** The first told of a table says what the newest of its parts does. */
export function linesOf(jobs: Job[]): Line[] {
  const together = new Map<string, Job[]>();
  for (const job of jobs) {
    const key = lineKeyOf(job);
    together.set(key, [...(together.get(key) ?? []), job]);
  }
  return [...together.values()].map((parts) => {
    const [newest, oldest] = [parts[0]!, parts.at(-1)!];
    const refused = parts.find((part) => part.refusal) ?? newest;
    return {
      ...newest,
      state: stateOf(parts),
      events: parts.reduce((sum, part) => sum + part.events, 0),
      asked: oldest.asked,
      refusal: refused.refusal, refusal_zh: refused.refusal_zh, refusal_en: refused.refusal_en,
      parts,
    };
  });
}

const PAUSE_MILLISECONDS = 2000; // while one is going; no event tells of it

export function useJobs(filter: Ref<unknown>, opened: () => string): Paged<Job> {
  const paged = usePaged<Job>({
    read: (wanted, from) => slice(
      async (at) => (await ask(api.GET('/api/v1/jobs', { params: { query: at } }))).data,
      wanted,
      from,
    ),
    keyOf,
    filter,
    opened,
  });
  let timer = 0;
  watch(paged.rows, (rows) => {
    clearTimeout(timer);
    if (rows.some(isGoing)) timer = window.setTimeout(() => void paged.load(), PAUSE_MILLISECONDS);
  });
  onBeforeUnmount(() => clearTimeout(timer));
  return paged;
}

/** What is asked has no content. */
export async function begin(kind: 'accept' | 'merge'): Promise<Job> {
  const params = { path: place() };
  const path = `/api/v1/inspections/{inspection}/{object}/jobs/${kind}` as const;
  return (await ask(api.POST(path, { params }))).data;
}

/** Names by pseudonym, for whoever may see people. */
export function useNames(): Ref<Map<string, string>> {
  const names = shallowRef(new Map<string, string>());
  const keep = ({ items }: Everybody) => {
    names.value = new Map(items.map((one) => [one.pseudonym, one.name]));
  };
  if (permits.value.has('read_staff')) {
    void ask(api.GET('/api/v1/people')).then(({ data }) => keep(data)).catch(() => {});
  }
  return names;
}
