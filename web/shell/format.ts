// Times and numbers for people. Times are Beijing's wherever the browser stands; no date is
// reckoned here: the server does that.
import { language } from './words';

const ZONE = 'Asia/Shanghai';

function tag(): string {
  return language.value === 'zh' ? 'zh-CN' : 'en-GB';
}

/** `9月15日 07:52`, `15 Sept, 07:52` */
export function shownTime(instant: string | Date): string {
  return new Date(instant).toLocaleString(tag(), {
    timeZone: ZONE, month: language.value === 'zh' ? 'long' : 'short', day: 'numeric',
    hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  });
}

/** `2026年9月15日`, `15 September 2026` */
export function shownDay(day: string): string {
  return new Date(`${day}T00:00:00+08:00`).toLocaleDateString(tag(), {
    timeZone: ZONE, year: 'numeric', month: 'long', day: 'numeric',
  });
}

/** `9月15日`, `15 Sept` */
export function shownDayOfYear(day: string): string {
  return new Date(`${day}T00:00:00+08:00`).toLocaleDateString(tag(), {
    timeZone: ZONE, month: language.value === 'zh' ? 'long' : 'short', day: 'numeric',
  });
}

/** `09-15`, for columns */
export function shortDay(day: string): string {
  return day.slice(5);
}

export function shownCount(count: number): string {
  return count.toLocaleString(tag());
}

/** `70 B`, `412 KB`, `1.2 MB` */
export function shownBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** `D3SX 20250528 0018`: grouped for reading aloud; as it is where it is no such number. */
export function grouped(number: string): string {
  const parts = /^(\D\d+\D+)(\d{8})(\d+)$/.exec(number);
  return parts ? parts.slice(1).join(' ') : number;
}
