// Hearing that there is something new: an event says only that; what is new is asked for again.
import { onBeforeUnmount, ref, watch } from 'vue';
import { place } from './place';
import { permits } from './session';

const PAUSE_MILLISECONDS = 400; // a burst of events is one look
const UNHEARD_MILLISECONDS = 60_000; // whoever may not listen looks this often

/** Whether the server is heard at present. */
export const isLive = ref(false);

/** Calls `look` soon after something was recorded about the present object. */
export function useLive(look: () => void): void {
  let source: EventSource | undefined;
  let timer = 0;
  let watcher = 0;
  const close = () => {
    source?.close();
    clearTimeout(timer);
    clearInterval(watcher);
    isLive.value = false;
  };
  watch(
    place,
    ({ inspection, object }) => {
      close();
      if (!inspection) return;
      if (!permits.value.has('read_matters') && !permits.value.has('read_batches')) {
        watcher = window.setInterval(look, UNHEARD_MILLISECONDS);
        return;
      }
      source = new EventSource(`/api/v1/inspections/${inspection}/${object}/events`);
      source.onopen = () => (isLive.value = true);
      source.onerror = () => (isLive.value = false);
      source.addEventListener('recorded', () => {
        clearTimeout(timer);
        timer = window.setTimeout(look, PAUSE_MILLISECONDS);
      });
    },
    { immediate: true },
  );
  onBeforeUnmount(close);
}
