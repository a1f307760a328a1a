// The acts of the triage upon matters: one with its conflict, or many with a result for each.
import type { components } from '#api/api';
import { does, doesMany, Refused, type ActName, type ItemResult } from '#shell/api';
import { conflict } from '#shell/dialogs';
import { t, word } from '#shell/words';
import { matterNow, type Matter } from './matters';

type Schemas = components['schemas'];
export type Declining = Omit<Schemas['decline_matter'], 'matter'>;
export type Forwarding = Omit<Schemas['forward_matter'], 'matter'>;
export type SplitOff = Omit<Schemas['split_report'], 'report'>;
export type Ground = Schemas['mark_urgent']['ground'];

export const REASONS = [
  'clue_too_vague', 'out_of_scope', 'out_of_place', 'out_of_period', 'nuisance',
] as const satisfies Declining['reason'][];
export const GROUNDS = [
  'life', 'drinking_water', 'dumping_going_on',
] as const satisfies Ground[];

export interface Act<Name extends ActName> {
  name: Name;
  from: Matter['state'][]; // what it is done to; the server refuses the others
  content: (matter: Matter) => Schemas[Name];
  becomes: string; // what the person wants it to be, as a word, for the conflict dialog
}

/** The acts, as a person chooses them. */
export const accepting: Act<'accept_matter'> = {
  name: 'accept_matter',
  from: ['undecided', 'declined'],
  content: (matter) => ({ matter: matter.of.matter }),
  becomes: 'accepted',
};
export function declining(wish: Declining): Act<'decline_matter'> {
  return {
    name: 'decline_matter',
    from: ['undecided'],
    content: (matter) => ({ matter: matter.of.matter, ...wish }),
    becomes: 'declined',
  };
}
export function forwarding(wish: Forwarding): Act<'forward_matter'> {
  return {
    name: 'forward_matter',
    from: ['undecided', 'accepted'],
    content: (matter) => ({ matter: matter.of.matter, ...wish }),
    becomes: 'forwarded',
  };
}
function markingUrgent(ground: Ground): Act<'mark_urgent'> {
  return {
    name: 'mark_urgent',
    from: ['accepted'],
    content: (matter) => ({ matter: matter.of.matter, ground }),
    becomes: 'urgent',
  };
}

function wordOf(state: string): string {
  return state === 'urgent' ? t('triage.urgent') : word('state', state);
}

/** Does it to one, as it was seen. False: somebody was faster, and the person left it at that. */
export async function judge<Name extends ActName>(
  act: Act<Name>,
  matter: Matter,
  etag: string,
): Promise<boolean> {
  const on = `matters/${matter.of.matter}`;
  try {
    await does(act.name, act.content(matter), { on, etag });
    return true;
  } catch (fault) {
    if (!(fault instanceof Refused) || !fault.isConflict) throw fault;
    const now = await matterNow(matter.of.matter);
    const sides = [
      { label: t('triage.state'), mine: wordOf(act.becomes), theirs: wordOf(now.data.state) },
      { label: t('triage.text'), mine: matter.text, theirs: now.data.text },
    ];
    return (await conflict(sides)) && judge(act, now.data, now.etag);
  }
}

/** Urgent is what is accepted: whatever still waits is accepted first. */
export async function judgeUrgent(ground: Ground, matter: Matter, etag: string): Promise<boolean> {
  const waits = matter.state === 'undecided';
  if (waits && !(await judge(accepting, matter, etag))) return false;
  return judge(markingUrgent(ground), matter, waits ? '' : etag);
}

export interface Preview {
  fitting: number;
  refused: Matter[]; // as they are now: judged already
}

/** What will become of many, before anything is done. The server says it once more, of each. */
export function previewOf(act: { from: Matter['state'][] }, asTheyAre: Matter[]): Preview {
  const refused = asTheyAre.filter((one) => !act.from.includes(one.state));
  return { fitting: asTheyAre.length - refused.length, refused };
}

export interface JudgedItem {
  matter: Matter;
  result: ItemResult;
}

/** Does it to many, each for itself. */
export async function judgeMany<Name extends ActName>(
  act: Act<Name>,
  matters: Matter[],
  progress: (done: number) => void,
): Promise<JudgedItem[]> {
  const results = await doesMany(act.name, matters.map(act.content), progress);
  return matters.map((matter, index) => ({ matter, result: results[index] ?? { status: 0 } }));
}

/** Takes a further matter out of the report that a matter is of. */
export async function splitOff(matter: Matter, wish: SplitOff): Promise<void> {
  await does('split_report', { report: matter.of.report, ...wish });
}
