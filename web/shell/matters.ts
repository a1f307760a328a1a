// The working texts of matters, for lists that name only numbers: each is read when a row first
// shows it. They are kept while the screen is there, and no longer.
//
//   const texts = useTexts();
//   {{ texts.of(row.matter)?.place }}
import { shallowReactive } from 'vue';
import type { paths } from '#api/api';
import { api, ask, type Answer } from './api';
import { place, type Place } from './place';
import { permits } from './session';

const ONE = '/api/v1/inspections/{inspection}/{object}/matters/{matter}';
type Content = paths[typeof ONE]['get']['responses'][200]['content'];
export type Matter = Content['application/json'];

/** One matter with its ETag, by which an act notices that somebody was faster. */
export function matterNow(matter: number, at: Place = place()): Promise<Answer<Matter>> {
  return ask(api.GET(ONE, { params: { path: { ...at, matter } } }));
}

/** What it is about, in a line. */
export function lineOf(matter: Matter): string {
  return matter.title || matter.text;
}

export interface Texts {
  /** Nothing while it is on its way, and for whoever may not read matters. */
  of(matter: number): Matter | undefined;
}

const MOST_AT_ONCE = 6;

export function useTexts(): Texts {
  const known = shallowReactive(new Map<number, Matter>());
  const met = new Set<number>();
  const wanted: number[] = [];
  let asking = 0;

  async function askNext(): Promise<void> {
    if (asking >= MOST_AT_ONCE) return;
    const matter = wanted.pop(); // what came into view last is looked at now
    if (matter === undefined) return;
    ++asking;
    await matterNow(matter).then(({ data }) => known.set(matter, data), () => {});
    --asking;
    void askNext();
  }
  return {
    of(matter) {
      if (!met.has(matter) && permits.value.has('read_matters')) {
        met.add(matter);
        wanted.push(matter);
        queueMicrotask(askNext);
      }
      return known.get(matter);
    },
  };
}
