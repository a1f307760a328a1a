// The matters of the present object, as the triage sees them: filtered and ordered by the server,
// read as far as somebody has scrolled.
import { shallowRef, watch, type Ref } from 'vue';
import type { paths } from '#api/api';
import { api, ask, type Answer } from '#shell/api';
import { joined, slice, usePaged, type Paged, type Slice, type Total } from '#shell/paged';
import { place } from '#shell/place';

const COUNTS = '/api/v1/inspections/{inspection}/{object}/matters/counts';
const CHANNELS = '/api/v1/inspections/{inspection}/{object}/matters/counts/channels';
type Listing = paths['/api/v1/matters']['get'];
type Page = Listing['responses'][200]['content']['application/json'];
type Query = NonNullable<Listing['parameters']['query']>;
export type Counts = paths[typeof COUNTS]['get']['responses'][200]['content']['application/json'];
export type Matter = Page['items'][number];

export interface Filter {
  state: string; // a code, or empty: any
  view: string; // `urgent`, `stop_report`, a channel, or empty: all
  type: string;
}

export const VIEWS = ['', 'urgent', 'stop_report', 'call', 'letter', 'web', 'visit'];
export const STATES = [
  'undecided', 'accepted', 'declined', 'forwarded', 'withdrawn',
] as const satisfies Matter['state'][];
const MOST_URGENT = 500;
const FEW = 40; // asked for one by one; more are found faster in the list
const AT_ONCE = 6;

export function keyOf(matter: Matter): string {
  return String(matter.of.matter);
}

/** As the server filters; who has waited longest is next. */
export function queryOf({ state, view, type }: Filter): Query {
  const channel = ['urgent', 'stop_report'].includes(view) ? '' : view;
  return {
    ...place(),
    order: 'oldest',
    ...(state ? { state: [state] as Query['state'] } : {}),
    ...(type ? { type: [type] as Query['type'] } : {}),
    ...(channel ? { channel: [channel] as Query['channel'] } : {}),
    ...(view === 'urgent' ? { urgent: true } : {}),
    ...(view === 'stop_report' ? { kind: ['stop_report'] as Query['kind'] } : {}),
  };
}

/** Urgent ones come first by a question of their own: only accepted ones can be urgent. */
export function asksForUrgent({ state, view }: Filter): boolean {
  return view !== 'urgent' && (state === '' || state === 'accepted');
}

function read(query: Query, wanted: number, from?: string): Promise<Slice<Matter>> {
  const page = async (at: { limit: number; after?: string }) =>
    (await ask(api.GET('/api/v1/matters', { params: { query: { ...query, ...at } } }))).data;
  return slice(page, wanted, from);
}

async function countsNow(): Promise<Counts> {
  return (await ask(api.GET(COUNTS, { params: { path: place() } }))).data;
}

/** What waits, by channel. */
async function waitingNow(): Promise<Map<string, Total>> {
  const { data } = await ask(api.GET(CHANNELS, { params: { path: place() } }));
  return new Map(data.channels.map((one) => [one.channel, one.undecided]));
}

export interface Matters extends Paged<Matter> {
  counts: Ref<Counts | undefined>; // of the object
  waiting: Ref<Map<string, Total>>; // of the object by channel; empty until they are counted
  /** Until the next look: what an act has just made of some. */
  settle(matters: Matter[], change: Partial<Matter>): void;
  /** Some as the server has them this moment. */
  asTheyAre(matters: Matter[]): Promise<Matter[]>;
}

export function useMatters(filter: Ref<Filter>, opened: () => string): Matters {
  const counts = shallowRef<Counts>();
  const waiting = shallowRef(new Map<string, Total>());

  async function readFrom(wanted: number, from?: string): Promise<Slice<Matter>> {
    const query = queryOf(filter.value);
    if (from) return read(query, wanted, from);
    const isAsked = asksForUrgent(filter.value);
    const [now, urgent, all] = await Promise.all([
      countsNow(),
      isAsked ? read({ ...query, urgent: true }, MOST_URGENT) : { rows: [] },
      read(query, wanted),
    ]);
    counts.value = now;
    return { ...all, rows: joined(urgent.rows, all.rows, keyOf) };
  }
  const paged = usePaged({ read: readFrom, keyOf, filter, opened });
  // The dearest count of all: no list waits for it, and a list is none the worse without.
  const countWaiting = () => waitingNow().then((now) => (waiting.value = now), () => {});
  watch(paged.loading, (isLoading) => isLoading || void countWaiting(), { flush: 'post' });

  function settle(matters: Matter[], change: Partial<Matter>): void {
    const { rows, total } = paged;
    const { state } = filter.value;
    const keys = new Set(matters.map(keyOf));
    const changed = rows.value.map((one) => (keys.has(keyOf(one)) ? { ...one, ...change } : one));
    rows.value = changed.filter((one) => !state || one.state === state);
    const gone = changed.length - rows.value.length;
    total.value = { ...total.value, amount: total.value.amount - gone };
  }
  async function asTheyAre(matters: Matter[]): Promise<Matter[]> {
    const isMany = matters.length > FEW;
    const length = paged.rows.value.length;
    const listed = isMany ? (await read(queryOf(filter.value), length)).rows : [];
    const known = new Map(listed.map((one) => [keyOf(one), one]));
    const others = matters.filter((one) => !known.has(keyOf(one)));
    for (let from = 0; from < others.length; from += AT_ONCE) {
      const some = others.slice(from, from + AT_ONCE).map((one) => matterNow(one.of.matter));
      for (const { data } of await Promise.all(some)) known.set(keyOf(data), data);
    }
    return matters.map((one) => known.get(keyOf(one)) ?? one);
  }
  return { ...paged, counts, waiting, settle, asTheyAre };
}

/** One matter with its ETag, by which an act notices that somebody was faster. */
export function matterNow(matter: number): Promise<Answer<Matter>> {
  const path = { ...place(), matter };
  return ask(
    api.GET('/api/v1/inspections/{inspection}/{object}/matters/{matter}', { params: { path } }),
  );
}

export interface Piece {
  text: string;
  marked: boolean;
}

/** The text in pieces, with every occurrence of `words` marked. */
export function marked(text: string, words: string[]): Piece[] {
  const wanted = words.filter((one) => one.length > 1).sort((a, b) => b.length - a.length);
  const pieces: Piece[] = [];
  let plain = '';
  for (let at = 0; at < text.length; ) {
    const found = wanted.find((one) => text.startsWith(one, at));
    if (!found) {
      plain += text[at++];
      continue;
    }
    if (plain) pieces.push({ text: plain, marked: false });
    plain = '';
    pieces.push({ text: found, marked: true });
    at += found.length;
  }
  if (plain) pieces.push({ text: plain, marked: false });
  return pieces;
}
