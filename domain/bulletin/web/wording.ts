// Figures and sentences for people.
import { inspection, objectNamed } from '#shell/place';
import { language, listed, t, word, type Key } from '#shell/words';
import { shownCount, shownDay } from '#shell/format';
import { MEASURES, type Figures, type Measure } from './measures';

const FEN_A_WAN_YUAN = 1_000_000;
const FEN_A_MILLION_YUAN = 100_000_000;

/** A figure without its unit, as the sentence of the language has it. */
export function shownFigure(measure: string, amount: number): string {
  if (measure !== 'fine') return shownCount(amount);
  return (amount / FEN_A_WAN_YUAN).toLocaleString('en-GB', { maximumFractionDigits: 2 });
}

function inSentence(measure: Measure, amount: number): string {
  if (measure !== 'fine' || language.value === 'zh') return shownFigure(measure, amount);
  const millions = amount / FEN_A_MILLION_YUAN;
  return t('bulletin.million_yuan', {
    amount: millions.toLocaleString('en-GB', { maximumFractionDigits: 4 }),
  });
}

export function nameOf(measure: Measure): string {
  return t(`bulletin.measure_${measure}`);
}
export function definitionOf(measure: Measure): string {
  return t(`bulletin.def_${measure}` as Key);
}

/** `2021年9月15日 20:00`, `20:00 on 15 September 2021`: a bulletin is read years later. */
export function shownMoment(instant: string): string {
  const [day = '', time = ''] = new Date(instant)
    .toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' })
    .split(' ');
  return t('bulletin.moment', { day: shownDay(day), time: time.slice(0, 5) });
}

export function objectName(code: string): string {
  return objectNamed(code) || t('bulletin.total');
}

export interface Piece {
  text: string;
  measure?: Measure;
}

/** The sentence in pieces: words, and figures by their measure. */
export function sentence(figures: Figures, asOf: string): Piece[] {
  const amount = (measure: string) => figures.total[measure] ?? 0;
  const channels = inspection.value?.settings.channels ?? [];
  const withdrawn = amount('withdrawn_after_hand_over');
  const text = t('bulletin.sentence', {
    as_of: shownMoment(asOf),
    teams: t(figures.rows.length > 1 ? 'bulletin.teams' : 'bulletin.team'),
    channels: listed(channels.map((channel) => word('channel', channel))),
    withdrawn: withdrawn ? t('bulletin.of_them_withdrawn', { count: shownCount(withdrawn) }) : '',
  });
  return text
    .split(/\{(\w+)\}/)
    .map((part, index): Piece => {
      const measure = MEASURES.find((one) => one === part);
      return index % 2 === 1 && measure
        ? { text: inSentence(measure, amount(measure)), measure }
        : { text: part };
    })
    .filter((piece) => piece.text);
}

/** The five of the wall and the telephone. */
export function keyName(figure: Measure | 'undecided'): string {
  return figure === 'undecided' ? t('situation.undecided') : nameOf(figure);
}
export function keyDefinition(figure: Measure | 'undecided'): string {
  return figure === 'undecided' ? t('situation.def_undecided') : definitionOf(figure);
}
