// What a bulletin counts, from the count facts, under the rules of the inspection: as measures.cpp
// has it. A test issues a bulletin and holds the two against each other.
import type { paths } from '#api/api';

type Issued = paths['/api/v1/inspections/{inspection}/bulletins/{number}']['get'];
export type Bulletin = Issued['responses'][200]['content']['application/json'];
export type Rules = Bulletin['rules'];

/** Amounts by name; what is not there is 0. Fines in fen. */
export type Sums = Record<string, number>;

export interface Row {
  object: string;
  sums: Sums;
}
export interface Figures {
  rows: Row[]; // in the order of the objects
  total: Sums;
}

/** Those of the sentence, in its order. */
export const MEASURES = [
  'received', 'accepted', 'transferred', 'closed', 'penalised', 'fine', 'criminal', 'detained',
  'interviewed', 'accountable',
] as const;
export type Measure = (typeof MEASURES)[number];

export const USUAL_RULES: Rules = {
  types: 'several', split: 'report', joint: 'once', repeats: 'kept', withdrawn: 'kept',
};

interface Term {
  fact: string;
  sign: 1 | -1;
}
function terms(plus: string[], minus: string[] = []): Term[] {
  return [
    ...plus.map((fact): Term => ({ fact, sign: 1 })),
    ...minus.map((fact): Term => ({ fact, sign: -1 })),
  ];
}
function without(some: Term[], others: Term[]): Term[] {
  return [...some, ...others.map(({ fact, sign }): Term => ({ fact, sign: sign === 1 ? -1 : 1 }))];
}

const COMBINED = terms(
  ['matters', 'withdrawn_after_hand_over'],
  ['matters_withdrawn', 'matters_forwarded', 'cases'],
);
const MATTERS = terms(['matters'], ['matters_forwarded']);

function accepted(rules: Rules): Term[] {
  if (rules.repeats === 'removed') return without(MATTERS, COMBINED);
  return rules.split === 'matter' ? MATTERS : terms(['accepted']);
}

/** What is more than the fact of its name. */
function composed(rules: Rules): Record<string, Term[]> {
  const isKept = rules.repeats === 'kept';
  return {
    received: isKept
      ? terms(['received'])
      : [...terms(['received'], ['accepted']), ...accepted(rules)],
    accepted: accepted(rules),
    transferred:
      rules.withdrawn === 'kept'
        ? terms(['transferred'])
        : terms(['transferred'], ['withdrawn_after_hand_over']),
    undecided: terms(['received'], ['accepted', 'not_accepted', 'forwarded']),
    combined: COMBINED,
    fine: terms(['fine_fen']),
    detained: terms(['detained_admin', 'detained_criminal']),
  };
}

/** In the names of the count facts: `detained_admin + detained_criminal`. */
export function formula(measure: string, rules: Rules): string {
  const parts = composed(rules)[measure] ?? terms([measure]);
  return parts
    .map(({ fact, sign }, index) => `${sign < 0 ? ' - ' : index > 0 ? ' + ' : ''}${fact}`)
    .join('');
}

/** Every measure, from the facts. */
export function measured(facts: Sums, rules: Rules): Sums {
  const sums: Sums = { ...facts };
  for (const [measure, parts] of Object.entries(composed(rules))) {
    sums[measure] = parts.reduce((sum, { fact, sign }) => sum + sign * (facts[fact] ?? 0), 0);
  }
  return sums;
}

export function added(all: Sums[]): Sums {
  const total: Sums = {};
  for (const sums of all) {
    for (const [name, amount] of Object.entries(sums)) total[name] = (total[name] ?? 0) + amount;
  }
  return total;
}

export interface Change {
  object: string; // empty: the total
  measure: Measure;
  before: number;
  after: number;
}

/** Every figure of the sentence that two state differently; the total last. */
export function changes(before: Figures, after: Figures): Change[] {
  const rows = after.rows.map(({ object, sums }) => ({
    object,
    was: before.rows.find((one) => one.object === object)?.sums ?? {},
    is: sums,
  }));
  return [...rows, { object: '', was: before.total, is: after.total }].flatMap(
    ({ object, was, is }) =>
      MEASURES.map((measure) => ({
        object, measure, before: was[measure] ?? 0, after: is[measure] ?? 0,
      })).filter((one) => one.before !== one.after),
  );
}
