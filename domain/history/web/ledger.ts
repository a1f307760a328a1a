// What was done, when and by whom, as the ledger has it, for whoever audits: types of events, and
// of which thing that the auditor names; never what they say.
import { shallowRef, type Ref } from 'vue';
import type { paths } from '#api/api';
import { api, ask } from '#shell/api';
import { slice, usePaged, type Paged, type Slice } from '#shell/paged';
import { place } from '#shell/place';
import { permits } from '#shell/session';
import { t, word } from '#shell/words';

type OfOffice = paths['/api/v1/ledger']['get'];
type OfObject = paths['/api/v1/inspections/{inspection}/{object}/ledger']['get'];
type Query = NonNullable<OfObject['parameters']['query']>;
type Page = OfOffice['responses'][200]['content']['application/json'];
export type Entry = Page['items'][number];
type Everybody = paths['/api/v1/people']['get']['responses'][200]['content']['application/json'];
export type Person = Everybody['items'][number];

/** What an entry can be about: a case by its number, a matter, the batch of a day. */
export const ABOUT = ['case', 'matter', 'batch'] as const;
export type About = (typeof ABOUT)[number];

export function isAbout(text: string): text is About {
  return ABOUT.some((one) => one === text);
}

/** As the server knows it, however it was typed: numbers are shown in groups. */
export function plainThing(about: About, text: string): string {
  return about === 'matter' ? text.replace(/\D/g, '') : text.replace(/\s/g, '').toUpperCase();
}

export interface Filter {
  ofOffice: boolean; // its own log, which is about none of these; else that of the present object
  about: string; // an `About`, or empty
  thing: string; // which one, or empty
  type: string; // a code, or empty
  actor: string; // `role:pseudonym`, or empty
  from: string; // days of Beijing, both included, or empty
  until: string;
}

function thingOf({ ofOffice, about, thing }: Filter): Query {
  if (ofOffice || !thing) return {};
  if (about === 'case') return { case_number: thing };
  if (about === 'matter') return { matter: Number(thing) };
  return about === 'batch' ? { batch_day: thing } : {};
}

/** As the server filters. */
export function queryOf(filter: Filter): Query {
  const { type, actor, from, until } = filter;
  return {
    ...(type ? { type: [type] } : {}),
    ...(actor ? { actor } : {}),
    ...(from ? { recorded_from: `${from}T00:00:00+08:00` } : {}),
    ...(until ? { recorded_until: `${until}T23:59:59.999999+08:00` } : {}),
    ...thingOf(filter),
  };
}

async function page(ofOffice: boolean, query: Query): Promise<Page> {
  if (ofOffice) return (await ask(api.GET('/api/v1/ledger', { params: { query } }))).data;
  const params = { path: place(), query };
  return (await ask(api.GET('/api/v1/inspections/{inspection}/{object}/ledger', { params }))).data;
}

/** To the second, in Beijing: `2026-11-27 14:43:42`. */
export function momentText(instant: string): string {
  return new Date(instant).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' });
}

export function keyOf(entry: Entry): string {
  return String(entry.seq);
}

export interface Ledger extends Paged<Entry> {
  isWhole: Ref<boolean>; // nothing comes behind the last row
}

export function useLedger(filter: Ref<Filter>, opened: () => string): Ledger {
  const isWhole = shallowRef(true);

  async function read(wanted: number, from?: string): Promise<Slice<Entry>> {
    const asked = filter.value;
    const query = queryOf(asked);
    const found = await slice(
      ({ limit, after }) =>
        page(asked.ofOffice, { ...query, limit, ...(after ? { before: Number(after) } : {}) }),
      wanted,
      from,
    );
    if (asked === filter.value) isWhole.value = found.next === undefined;
    return found;
  }
  return { ...usePaged({ read, keyOf, filter, opened }), isWhole };
}

const LARGEST_PAGE = 500;

/** All that one act recorded, in order: they stand one behind another; at most `LARGEST_PAGE`. */
export async function ofAct({ act }: Entry, ofOffice: boolean): Promise<Entry[]> {
  const { items } = await page(ofOffice, { before: act + LARGEST_PAGE, limit: LARGEST_PAGE });
  return items.filter((one) => one.act === act).reverse();
}

/** How often each, in the order of the first. */
export function counted(types: string[]): [type: string, count: number][] {
  const counts = new Map<string, number>();
  for (const type of types) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts];
}

/** Who has a pseudonym; none for whoever may not see people. */
export function usePeople(): Ref<Person[]> {
  const people = shallowRef<Person[]>([]);
  if (permits.value.has('read_staff')) {
    void ask(api.GET('/api/v1/people')).then(({ data }) => (people.value = data.items));
  }
  return people;
}

export interface Actor {
  role: string; // in words
  pseudonym: string;
  person?: Person;
}

export function actorOf(actor: string, people: Person[]): Actor {
  const [role = '', pseudonym = ''] = actor.split(':');
  return {
    role: role === 'unauthenticated' ? t('audit.at_the_server') : word('roles', role),
    pseudonym,
    person: people.find((one) => one.pseudonym === pseudonym),
  };
}

/** `分办员 · 李模拟`; without a name that is known, the pseudonym. */
export function actorText(actor: string, people: Person[]): string {
  const { role, pseudonym, person } = actorOf(actor, people);
  return `${role} · ${person?.name || pseudonym}`;
}

/** Everybody in each of their roles of today, as the ledger names them. */
export function actorsOf(people: Person[]): string[] {
  return people.flatMap(({ grants, pseudonym }) =>
    [...new Set(grants.map((grant) => `${grant.role}:${pseudonym}`))]);
}
