// The formal acts of a batch, each with what it does in words: nothing of it can be undone.
import type { Answer } from '#shell/api';
import { grouped, shownCount, shownDay } from '#shell/format';
import { inspectedObject, inspection } from '#shell/place';
import { listed, named, t, word } from '#shell/words';
import {
  acknowledge, byType, handOver, seal, sendUrgently, type Batch, type CaseFile,
} from './batches';

export interface Formal {
  title: string;
  facts: [name: string, value: string][];
  effects: string[];
  label: string;
  done: string;
  act: () => Promise<boolean>;
}

function answerDays(): number {
  return inspection.value?.settings.limits.answer_days ?? 0;
}

function factsOf(files: CaseFile[]): [string, string][] {
  const types = byType(files).map(([type, count]) => `${word('types', type)} ${count}`);
  return [
    [t('batch.to'), named(inspectedObject.value)],
    [t('batch.cases'), shownCount(files.length)],
    [t('batch.types'), listed(types)],
  ];
}

export function sealing(day: string, files: CaseFile[]): Formal {
  const shown = shownDay(day);
  return {
    title: t('batch.seal_title', { day: shown }),
    facts: factsOf(files),
    effects: [t('batch.seal_numbers'), t('batch.seal_fixed'), t('batch.no_undo')],
    label: t('batch.seal'),
    done: t('batch.seal_done', { day: shown }),
    act: () => seal(day),
  };
}

export function handingOver(batch: Answer<Batch>): Formal {
  const { day, number, cases } = batch.data;
  return {
    title: t('batch.hand_over_title', { number, object: named(inspectedObject.value) }),
    facts: [[t('batch.day'), shownDay(day)], ...factsOf(cases)],
    effects: [
      t('batch.hand_over_due', { days: answerDays() }),
      t('batch.hand_over_seen'),
      t('batch.no_undo'),
    ],
    label: t('batch.hand_over'),
    done: t('batch.hand_over_done', { number }),
    act: () => handOver(batch),
  };
}

export function acknowledging(batch: Answer<Batch>): Formal {
  const { day, cases } = batch.data;
  return {
    title: t('batch.acknowledge_title', { day: shownDay(day) }),
    facts: factsOf(cases),
    effects: [t('batch.acknowledge_effect'), t('batch.no_undo')],
    label: t('batch.acknowledge'),
    done: t('batch.acknowledge_done', { day: shownDay(day) }),
    act: () => acknowledge(batch),
  };
}

export function notifying(file: CaseFile): Formal {
  const name = file.number ? grouped(file.number) : String(file.case);
  return {
    title: t('batch.notify_title', { name }),
    facts: factsOf([file]),
    effects: [
      t('batch.notify_effect'), t('batch.hand_over_due', { days: answerDays() }),
      t('batch.no_undo'),
    ],
    label: t('batch.notify'),
    done: t('batch.notify_done', { name }),
    act: () => sendUrgently(file.case),
  };
}
