// What was done about a case, in figures; what happened to it, in order of the log.
import type { Moment } from '#shell/components/Timeline.vue';
import { momentOf } from '#shell/history';
import { t } from '#shell/words';
import type { Result, Whole } from './cases';

/** Each with the matter that it is about, where there are several. */
export function momentsOf({ seen, history }: Whole): Moment[] {
  const isOne = seen.data.matters.length < 2;
  return history.items.map((step) => {
    const moment = momentOf(step);
    if (isOne || step.matter === undefined) return moment;
    return { ...moment, what: t('case.of_matter', { what: moment.what, matter: step.matter }) };
  });
}

export interface Figure {
  name: 'ordered' | 'penalised' | 'fine_fen' | 'seized' | 'criminal' | 'detained_admin'
    | 'detained_criminal' | 'interviewed' | 'accountable';
  value: string;
}

const FEN_IN_YUAN = 100;
const FIGURES = [
  'ordered', 'penalised', 'fine_fen', 'seized', 'criminal', 'detained_admin',
  'detained_criminal', 'interviewed', 'accountable',
] as const;

/** What was done about it, in figures; those that are nothing are not said. */
export function figuresOf(outcome: Result['outcome']): Figure[] {
  return FIGURES.filter((name) => outcome[name] > 0).map((name) => ({
    name,
    value: name === 'fine_fen'
      ? (outcome.fine_fen / FEN_IN_YUAN).toLocaleString()
      : String(outcome[name]),
  }));
}
