// What the dialogs of the triage have in common: a choice by its digit, one sending at a time.
import { ref, shallowRef } from 'vue';
import { isWriting } from '#shell/keys';

/** The choice of a digit that was pressed elsewhere than in a text. */
export function choiceOf<T>(event: KeyboardEvent, choices: readonly T[]): T | undefined {
  const isRadio = (event.target as HTMLElement).matches('[type=radio]');
  const isCounted = !event.ctrlKey && !event.isComposing && (isRadio || !isWriting(event.target));
  return isCounted ? choices[Number(event.key) - 1] : undefined;
}

export function useSending(send: () => Promise<void>) {
  const busy = ref(false);
  const fault = shallowRef<unknown>();

  async function go(): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    fault.value = undefined;
    try {
      await send();
    } catch (caught) {
      fault.value = caught;
    } finally {
      busy.value = false;
    }
  }
  return { busy, fault, go };
}
