// The calendar as the server has it: each day's kind, the notices that it follows, and a day that
// is owed. Only how months lie on the page is worked out here.
import type { paths } from '#api/api';
import { api, ask } from '#shell/api';
import { place } from '#shell/place';

const PATH = '/api/v1/inspections/{inspection}/{object}/calendar';
type Asked = NonNullable<paths[typeof PATH]['get']['parameters']['query']>;
export type Calendar =
  paths[typeof PATH]['get']['responses'][200]['content']['application/json'];
export type Day = Calendar['days'][number];
export type Owed = NonNullable<Calendar['owed']>;

export interface Term {
  from: string; // a day, or empty: none is asked
  length: string; // so many days
  unit: 'workdays' | 'days';
}

/** A term only where it is whole. */
export function queryOf(year: string, { from, length, unit }: Term): Asked {
  const isWhole = from !== '' && /^\d+$/.test(length);
  return {
    ...(/^\d{4}$/.test(year) ? { year: Number(year) } : {}),
    ...(isWhole ? { from, [unit]: Number(length) } : {}),
  };
}

export async function calendar(query: Asked): Promise<Calendar> {
  return (await ask(api.GET(PATH, { params: { path: place(), query } }))).data;
}

export interface Month {
  month: number; // from 1
  weeks: (Day | undefined)[][]; // Monday first; nothing where the day is of another month
}

const DAYS_A_WEEK = 7;

export function monthsOf(days: Day[]): Month[] {
  const months: Month[] = [];
  for (const day of days) {
    const month = Number(day.day.slice(5, 7));
    const weekday = (new Date(`${day.day}T00:00:00Z`).getUTCDay() + 6) % DAYS_A_WEEK;
    if (months.at(-1)?.month !== month) months.push({ month, weeks: [] });
    const { weeks } = months.at(-1)!;
    if (weeks.length === 0 || weekday === 0) {
      weeks.push(new Array<Day | undefined>(DAYS_A_WEEK).fill(undefined));
    }
    weeks.at(-1)![weekday] = day;
  }
  return months;
}

export function countOf(days: Day[], kind: Day['kind']): number {
  return days.filter((day) => day.kind === kind).length;
}
