// Taking reports down one after another on one screen: what both the call and the letter do.
import { computed, nextTick, reactive, ref, shallowRef } from 'vue';
import { shownTime } from '#shell/format';
import type { KeyAct } from '#shell/keys';
import { toast } from '#shell/toasts';
import { t } from '#shell/words';
import {
  begun, isBlank, takeDown, type Channel, type Recorded, type Writing,
} from './report';

export interface Parts {
  focusFirst(): void;
  forget(): Promise<void> | undefined; // the draft: it was sent, or given up
  isOpen?(): boolean; // something besides the form is not done yet
  begin?(): void; // with the next one
  recorded?(as: Recorded): Promise<void>; // what follows upon it
}

export function useTakingDown(channel: Channel, parts: Parts) {
  const phase = ref<'idle' | 'writing' | 'recorded'>('idle');
  const report = reactive<Writing>(begun(channel));
  const recorded = shallowRef<Recorded>();
  const last = shallowRef<Writing>(); // the one before this
  const count = ref(0);
  const fault = shallowRef<unknown>();
  const busy = ref(false);
  const isWarned = ref(false); // the next one was asked for, and this one is not done

  function write(): void {
    phase.value = 'writing';
    fault.value = undefined;
    isWarned.value = false;
    void nextTick(() => parts.focusFirst());
  }
  function isUndone(): boolean {
    return parts.isOpen?.() || (phase.value === 'writing' && !isBlank(report));
  }
  async function begin(): Promise<void> {
    if (busy.value) return;
    if (isUndone() && !isWarned.value) {
      isWarned.value = true;
      return;
    }
    Object.assign(report, begun(channel));
    recorded.value = undefined;
    parts.begin?.();
    write();
    await nextTick(); // the draft has followed the form: it goes now
    await parts.forget();
  }
  function takeUp(content: object, at: Date): void {
    Object.assign(report, content);
    if (isBlank(report)) return;
    toast({ text: t('call.resumed', { time: shownTime(at) }) });
    write();
  }
  async function send(): Promise<void> {
    if (busy.value || phase.value !== 'writing') return;
    busy.value = true;
    fault.value = undefined;
    isWarned.value = false;
    try {
      recorded.value = await takeDown(report, channel);
      await parts.forget();
      last.value = { ...report };
      ++count.value;
      phase.value = 'recorded';
      await parts.recorded?.(recorded.value);
    } catch (caught) {
      fault.value = caught;
    } finally {
      busy.value = false;
    }
  }
  const keys = computed<KeyAct[]>(() => {
    const next = { key: 'F2', label: t(`${channel}.next`), run: () => void begin() };
    const sending = { key: 'Ctrl+Enter', label: t('call.send'), run: () => void send() };
    return phase.value === 'writing' ? [next, sending] : [next];
  });
  return {
    phase, report, recorded, last, count, fault, busy, isWarned, begin, takeUp, send, keys,
  };
}
