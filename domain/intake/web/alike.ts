// What has been reported like that which somebody is writing down. The question is not kept.
import { onBeforeUnmount, shallowRef, watch, type Ref } from 'vue';
import { api, ask } from '#shell/api';
import { place } from '#shell/place';
import { permits } from '#shell/session';
import type { Similar } from './beside';
import { wholePlace, type Writing } from './report';

const SIMILAR = '/api/v1/inspections/{inspection}/{object}/similar';
const PAUSE_MILLISECONDS = 300;
const FEWEST_CHARACTERS = 2;
const MOST_SHOWN = 6;

/** Whether there is anything yet that another report could have in common with it. */
export function isEnough({ text, place, enterprise }: Writing): boolean {
  return [text, place, enterprise].some((words) => words.trim().length >= FEWEST_CHARACTERS);
}

async function alikeTo(report: Writing, signal: AbortSignal): Promise<Similar[]> {
  const { regions } = await import('#shell/regions');
  const { text, enterprise, types } = report;
  const where = wholePlace(report, regions());
  const body = { text, place: where, enterprise, types, limit: MOST_SHOWN };
  return (await ask(api.POST(SIMILAR, { params: { path: place() }, body, signal }))).data.items;
}

/** Follows what is written, a moment behind it. Whoever may not read matters sees nothing. */
export function useAlike(report: Writing): Ref<Similar[] | undefined> {
  const alike = shallowRef<Similar[]>(); // nothing: nothing was looked for
  let timer = 0;
  let asking = new AbortController();

  async function look(): Promise<void> {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const found = isEnough(report) ? await alikeTo(report, signal) : undefined;
      if (!signal.aborted) alike.value = found;
    } catch {
      // It only helps: whoever writes is not disturbed by it, and what is shown stays.
    }
  }
  watch(
    () => {
      const { text, enterprise, region, place: within, types } = report;
      return [text, enterprise, region, within, ...types].join('\n');
    },
    () => {
      clearTimeout(timer);
      if (permits.value.has('read_matters')) timer = window.setTimeout(look, PAUSE_MILLISECONDS);
    },
    { immediate: true },
  );
  onBeforeUnmount(() => {
    clearTimeout(timer);
    asking.abort();
  });
  return alike;
}
