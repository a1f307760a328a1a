// A report as somebody takes it down: by telephone, or from a letter.
import type { components } from '#api/api';
import { api, ask, does, Refused, Unreachable } from '#shell/api';
import type { Choice } from '#shell/choices';
import { inspection, place } from '#shell/place';

type Content = components['schemas']['receive_report'];
export type Type = Content['types'][number];
export type Channel = 'call' | 'letter';

export interface Writing {
  number: string; // read to the caller; the report's own id, in the ledger for ever
  occurred: string; // when the call began, or when the letter was opened
  postmark: string;
  region: string; // a code of data/regions.csv
  place: string; // within the region
  enterprise: string;
  types: Type[];
  text: string;
  name: string; // sealed, and taken out of every text
  isStopReport: boolean;
  isUncertain: boolean; // it was sent once and nothing was heard of it
}

export interface Recorded {
  number: string;
  report: number;
  asFirstSent: boolean; // what was changed after a lost connection came too late
}

const NUMBERS = 1_000_000;
const MOST_DRAWS = 8;
const USUAL_LETTERS: Record<Channel, string> = { call: 'D', letter: 'X' };

/**
 * `D482-196`: short enough to be read aloud. Drawn, not counted: it is there before the server
 * is, and says nothing of how many have called. No case number looks like it.
 */
export function drawNumber(channel: Channel): string {
  const letters = inspection.value?.settings.scheme.letters ?? [];
  const letter = letters.find((one) => one.channel === channel)?.letter;
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
  const digits = String(drawn % NUMBERS).padStart(6, '0');
  return `${letter ?? USUAL_LETTERS[channel]}${digits.slice(0, 3)}-${digits.slice(3)}`;
}

/** `D 482 196` */
export function spoken(number: string): string {
  return number.replace(/^(\D+)(\d+)-(\d+)$/, '$1 $2 $3');
}

export function begun(channel: Channel): Writing {
  return {
    number: drawNumber(channel), occurred: new Date().toISOString(), postmark: '', region: '',
    place: '', enterprise: '', types: [], text: '', name: '', isStopReport: false,
    isUncertain: false,
  };
}

export function isBlank(report: Writing): boolean {
  const words = [report.region, report.place, report.enterprise, report.text, report.name];
  return words.every((one) => !one.trim()) && report.types.length === 0;
}

/** Where it is, of the same caller again; what is written already stays. */
export function copyPlace(from: Writing, to: Writing): void {
  if (!to.region && !to.place) Object.assign(to, { region: from.region, place: from.place });
  to.enterprise ||= from.enterprise;
  if (to.types.length === 0) to.types = [...from.types];
}

/** City, county and what was said within them, as one line. */
export function wholePlace(report: Writing, regions: Choice[]): string {
  const names: string[] = [];
  const isCounty = report.region.length > 4; // of GB/T 2260
  const chosen = regions.find((one) => one.code === report.region);
  if (isCounty && chosen?.within) names.push(chosen.within);
  if (chosen) names.push(chosen.name);
  return `${names.join('')}${report.place.trim()}`;
}

export function contentOf(report: Writing, channel: Channel, regions: Choice[]): Content {
  return {
    own_id: report.number,
    channel,
    kind: report.isStopReport ? 'stop_report' : 'complaint',
    occurred: report.occurred,
    ...(report.postmark ? { postmark: report.postmark } : {}),
    title: '',
    text: report.text,
    place: wholePlace(report, regions),
    enterprise: report.enterprise,
    types: report.types,
    reporter_name: report.name,
  };
}

async function numberOf(ownId: string): Promise<number> {
  const address = '/api/v1/inspections/{inspection}/{object}/report';
  const params = { path: place(), query: { own_id: ownId } };
  return (await ask(api.GET(address, { params }))).data.of.report;
}

function isTaken(fault: unknown): boolean {
  return fault instanceof Refused && fault.problem.code === 'intake.own_id_doubled';
}

/**
 * Takes it down. A number that another report has is drawn again. Whatever is sent again after a
 * lost connection is one report: the server knows it by its number.
 */
export async function takeDown(report: Writing, channel: Channel): Promise<Recorded> {
  const { regions } = await import('#shell/regions');
  const all = regions();
  for (let draws = 1; ; ++draws) {
    const content = contentOf(report, channel, all);
    try {
      const { events } = await does('receive_report', content);
      const number = events[0]?.seq ?? (await numberOf(report.number));
      return { number: report.number, report: number, asFirstSent: false };
    } catch (fault) {
      if (fault instanceof Unreachable) report.isUncertain = true;
      if (!isTaken(fault) || draws === MOST_DRAWS) throw fault;
      if (report.isUncertain) {
        const number = await numberOf(report.number);
        return { number: report.number, report: number, asFirstSent: true };
      }
      report.number = drawNumber(channel);
    }
  }
}
