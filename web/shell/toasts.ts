// What just happened, at the foot of the screen for ten seconds; with a way back if there is one.
import { shallowReactive } from 'vue';
import { whenHeard } from './keys';

const SHOWN_MILLISECONDS = 10_000;

export interface Toast {
  text: string;
  undo?: () => void; // only of what can be undone: formal acts are corrected by another act
  bad?: boolean;
}

export const toasts = shallowReactive<Toast[]>([]);

/** Below a dialog it could be neither pressed nor undone by its key: it is said after that. */
export function toast(said: Toast): void {
  whenHeard(() => {
    toasts.push(said);
    if (toasts.length > 3) toasts.shift();
    setTimeout(() => dismiss(said), SHOWN_MILLISECONDS);
  });
}

export function dismiss(said: Toast): void {
  const at = toasts.indexOf(said);
  if (at >= 0) toasts.splice(at, 1);
}

/** The last that can be undone. */
export function undoable(): Toast | undefined {
  return [...toasts].reverse().find((one) => one.undo);
}

/** Undoes it. */
export function undoLast(): void {
  const last = undoable();
  if (!last) return;
  dismiss(last);
  last.undo?.();
}
