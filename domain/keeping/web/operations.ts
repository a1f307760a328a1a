// How safe the office is: its last backup against its logs, and the room that is left.
import type { paths } from '#api/api';
import { api, ask } from '#shell/api';
import { t } from '#shell/words';

export type Operations =
  paths['/api/v1/operations']['get']['responses'][200]['content']['application/json'];

export async function operations(): Promise<Operations> {
  return (await ask(api.GET('/api/v1/operations'))).data;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FEWEST_DAYS = 2; // below, in hours

/** `3 小时`, by the server's clock. */
export function ageText(from: string, now: string): string {
  const age = Math.max(0, new Date(now).getTime() - new Date(from).getTime());
  if (age < HOUR) return t('operations.minutes', { count: Math.floor(age / MINUTE) });
  if (age < FEWEST_DAYS * DAY) return t('operations.hours', { count: Math.floor(age / HOUR) });
  return t('operations.days', { count: Math.floor(age / DAY) });
}

const STEP = 1024;
const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** `1.5 GiB` */
export function sizeText(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= STEP && unit < UNITS.length - 1) {
    size /= STEP;
    ++unit;
  }
  return `${size.toLocaleString('en-GB', { maximumFractionDigits: unit ? 1 : 0 })} ${UNITS[unit]}`;
}
