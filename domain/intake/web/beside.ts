// What stands beside the open matter: what may be the same, and what happened to it.
import { shallowRef, watch, type Ref } from 'vue';
import type { paths } from '#api/api';
import { api, ask } from '#shell/api';
import type { History } from '#shell/history';
import { place } from '#shell/place';
import type { Matter } from './matters';

const SIMILAR = '/api/v1/inspections/{inspection}/{object}/matters/{matter}/similar';
const HISTORY = '/api/v1/inspections/{inspection}/{object}/matters/{matter}/history';
type Found = paths[typeof SIMILAR]['get']['responses'][200]['content']['application/json'];
export type Similar = Found['items'][number];

const MOST_SIMILAR = 5;

export async function similarTo(matter: number): Promise<Similar[]> {
  const params = { path: { ...place(), matter }, query: { limit: MOST_SIMILAR } };
  return (await ask(api.GET(SIMILAR, { params }))).data.items;
}
export async function historyOf(matter: number): Promise<History> {
  const params = { path: { ...place(), matter } };
  return (await ask(api.GET(HISTORY, { params }))).data;
}

/** Follows the open matter, and reads again what an act has changed. It only helps: no fault. */
export function useBeside<T>(
  matter: Ref<Matter>,
  read: (matter: number) => Promise<T>,
): Ref<T | undefined> {
  const found = shallowRef<T>();
  const now = () => `${matter.value.of.matter} ${matter.value.state} ${matter.value.urgent}`;
  watch(
    now,
    async (wanted) => {
      const told = await read(matter.value.of.matter).catch(() => undefined);
      if (now() === wanted) found.value = told;
    },
    { immediate: true },
  );
  return found;
}
