// Asking for figures: issued ones, frozen, and those of any instant.
import { api, ask } from '#shell/api';
import { inspection, place } from '#shell/place';
import {
  added, measured, USUAL_RULES, type Bulletin, type Figures, type Rules, type Sums,
} from './measures';

type Grouping = 'object' | 'type' | 'day' | 'none';
interface Line {
  group: string;
  sums: { name: string; amount: number }[];
}
export interface Counted {
  asOf: string;
  lines: { group: string; facts: Sums }[];
}

export function byName(sums: Line['sums']): Sums {
  return Object.fromEntries(sums.map(({ name, amount }) => [name, amount]));
}

export function rulesHere(): Rules {
  return inspection.value?.settings.counting ?? USUAL_RULES;
}

/** The count facts as of an instant, by their group; without an instant, as of now. */
export async function count(by: Grouping, asOf?: string): Promise<Counted> {
  const path = { inspection: place().inspection };
  const query = { by, ...(asOf ? { as_of: asOf } : {}) };
  const { data } = await ask(
    api.GET('/api/v1/inspections/{inspection}/counts', { params: { path, query } }),
  );
  const lines = data.lines.map(({ group, sums }) => ({ group, facts: byName(sums) }));
  return { asOf: data.as_of, lines };
}

/** The figures as of an instant, as a bulletin would state them. */
export async function figuresAsOf(asOf: string | undefined, rules: Rules): Promise<Figures> {
  const { lines } = await count('object', asOf);
  const objects = inspection.value?.objects ?? [];
  const rows = objects.map(({ code }) => ({
    object: code,
    sums: measured(lines.find((line) => line.group === code)?.facts ?? {}, rules),
  }));
  return { rows, total: added(rows.map((row) => row.sums)) };
}

export async function bulletins(): Promise<Bulletin[]> {
  const path = { inspection: place().inspection };
  const { data } = await ask(
    api.GET('/api/v1/inspections/{inspection}/bulletins', { params: { path } }),
  );
  return data.items;
}

export function figuresOf(bulletin: Bulletin): Figures {
  return {
    rows: bulletin.figures.rows.map(({ object, sums }) => ({ object, sums: byName(sums) })),
    total: byName(bulletin.figures.total),
  };
}

const DAY_MILLISECONDS = 86_400_000;
const BEIJING = '+08:00';

/** The last daily count before `now`; the day is cut at so many minutes. Beijing knows no summer
 *  time. */
export function lastCut(now: Date, cutMinutes: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const time = `${two(Math.floor(cutMinutes / 60))}:${two(cutMinutes % 60)}:00`;
  const onDayOf = (at: Date) =>
    `${at.toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })}T${time}${BEIJING}`;
  const today = onDayOf(now);
  const isPast = new Date(today) <= now;
  return isPast ? today : onDayOf(new Date(now.getTime() - DAY_MILLISECONDS));
}

/** The same hour a day before. */
export function dayBefore(asOf: string): string {
  return new Date(new Date(asOf).getTime() - DAY_MILLISECONDS).toISOString();
}

/** A rate of fewer than this says nothing, and may point at people. */
export const FEWEST_FOR_RATE = 20;

/** `26.0%`; nothing where there are too few. */
export function share(part: number, whole: number): string | undefined {
  return whole < FEWEST_FOR_RATE ? undefined : `${((100 * part) / whole).toFixed(1)}%`;
}

/** Days after the last of which anything went out are not sealed yet: nothing is said of them. */
export function untilLast(amounts: number[]): (number | null)[] {
  const last = amounts.map((amount) => amount > 0).lastIndexOf(true);
  return amounts.map((amount, index) => (index > last ? null : amount));
}
