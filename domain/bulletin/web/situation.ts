// The figures of the situation screen and of the telephone page: now, and at the same hour of the
// day before; asked again and again, and stale where that fails.
import { computed, onBeforeUnmount, ref, shallowRef, type Ref } from 'vue';
import { count, dayBefore, rulesHere } from './counting';
import { added, measured, type Sums } from './measures';

export const KEYS = ['received', 'accepted', 'transferred', 'closed', 'undecided'] as const;
export type KeyFigure = (typeof KEYS)[number];

export interface Situation {
  asOf: string;
  total: Sums;
  before: Sums; // a day before
  objects: Map<string, Sums>;
}

const POLL_MILLISECONDS = 30_000;
const STALE_MILLISECONDS = 5 * 60_000;

export async function situationAt(asOf?: string): Promise<Situation> {
  const rules = rulesHere();
  const now = await count('object', asOf);
  const then = await count('object', dayBefore(now.asOf));
  const objects = new Map(now.lines.map(({ group, facts }) => [group, measured(facts, rules)]));
  return {
    asOf: now.asOf,
    total: added([...objects.values()]),
    before: added(then.lines.map((line) => measured(line.facts, rules))),
    objects,
  };
}

export interface Watching<T> {
  seen: Ref<T | undefined>;
  fault: Ref<unknown>; // of the first look; later ones only make it stale
  isStale: Ref<boolean>;
  isPaused: Ref<boolean>;
  look(): Promise<void>;
}

/** Looks every half minute while the component is there. What was seen stays in view. */
export function useWatch<T>(question: () => Promise<T>): Watching<T> {
  const seen = shallowRef<T>();
  const fault = shallowRef<unknown>();
  const isPaused = ref(false);
  const now = ref(Date.now());
  const lookedAt = ref(Date.now());

  async function look(): Promise<void> {
    now.value = Date.now();
    if (isPaused.value && seen.value) return;
    try {
      seen.value = await question();
      lookedAt.value = now.value = Date.now();
      fault.value = undefined;
    } catch (caught) {
      if (!seen.value) fault.value = caught;
    }
  }
  void look();
  const timer = window.setInterval(() => void look(), POLL_MILLISECONDS);
  onBeforeUnmount(() => clearInterval(timer));
  const isStale = computed(() => now.value - lookedAt.value > STALE_MILLISECONDS);
  return { seen, fault, isStale, isPaused, look };
}

/** `+84`, `−3`; nothing where it is the same. */
export function signed(by: number): string | undefined {
  if (by === 0) return undefined;
  return `${by > 0 ? '+' : '−'}${Math.abs(by).toLocaleString('en-GB')}`;
}
