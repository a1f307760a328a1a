// What is found by words, and how many: a page comes at once, the count behind it. Words may name
// a person, so they stand in no address; they stay while somebody is at work, to come back to.
import { computed, shallowRef, watch, type ComputedRef, type Ref } from 'vue';
import type { paths } from '#api/api';
import { api, ask } from '#shell/api';
import { slice, usePaged, type Paged, type Total } from '#shell/paged';
import { place, type Place } from '#shell/place';
import { state } from '#shell/session';

type Search = paths['/api/v1/search']['post'];
type Asked = Search['requestBody']['content']['application/json'];
type Found = Search['responses'][200]['content']['application/json'];
export type Hit = Found['items'][number];
export type Excerpt = Hit['excerpt'];

export const WHERE = ['object', 'inspection', 'office'] as const;

export interface Filter {
  words: string;
  where: string; // of WHERE
  channel: string; // codes and days, or empty: any
  type: string;
  from: string;
  to: string;
}

export const words = shallowRef('');
watch(state, (now) => {
  if (now !== 'in') words.value = '';
});

export function keyOf(hit: Hit): string {
  return `${hit.inspection}.${hit.object}.${hit.matter}`;
}

export function placeOf({ inspection, object }: Hit): Place {
  return { inspection, object };
}

/** As the server is asked; what is empty restricts nothing. */
export function askedOf(filter: Filter, { inspection, object }: Place): Asked {
  const { words: wanted, where, channel, type, from, to } = filter;
  return {
    words: wanted,
    ...(where === 'office' ? {} : { inspection }),
    ...(where === 'object' ? { object } : {}),
    ...(channel ? { channel: channel as Asked['channel'] } : {}),
    ...(type ? { type: type as Asked['type'] } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  };
}

export interface Hits extends Omit<Paged<Hit>, 'total'> {
  total: ComputedRef<Total | undefined>; // not known while it is counted
}

export function useHits(filter: Ref<Filter>, opened: () => string): Hits {
  const counted = shallowRef<Total>();
  let latest = 0;

  async function read(wanted: number, from?: string) {
    const asked = askedOf(filter.value, place());
    if (from === undefined) {
      ++latest;
      counted.value = undefined;
    }
    if (!asked.words) return { rows: [] };
    const mine = latest;
    const page = async (at: { limit: number; after?: string }) => {
      const body = { ...asked, ...at, counted: false };
      const { data } = await ask(api.POST('/api/v1/search', { body }));
      const { count, counted_all: isAll } = data;
      return { items: data.items, next: data.next, total: count, counted_all: isAll };
    };
    const found = await slice(page, wanted, from);
    if (from === undefined && mine === latest) {
      counted.value = found.total;
      if (!found.total) void count(asked, mine, found.rows.length);
    }
    return found;
  }
  /** Where no count comes, the hits are there all the same: more than these. */
  async function count(asked: Asked, mine: number, shown: number): Promise<void> {
    const answer = await ask(api.POST('/api/v1/search/count', { body: asked })).catch(() => null);
    if (mine === latest) counted.value = answer?.data ?? { amount: shown, is_all: false };
  }
  const paged = usePaged({ read, keyOf, filter, opened });
  return { ...paged, total: computed(() => counted.value) };
}
