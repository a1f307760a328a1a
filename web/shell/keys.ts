// Keys by which everything is done. Single letters count only outside fields and outside an input
// method, and can be switched off (WCAG 2.1.4); with Ctrl or Cmd they always count, as F2 does.
//
//   useKeys(() => [{ key: 'e', label: t('triage.accept'), run: accept }])
import {
  inject, onBeforeUnmount, provide, ref, shallowReactive, watch, type InjectionKey,
} from 'vue';

export interface KeyAct {
  key: string; // as `KeyboardEvent.key`, letters small; `Ctrl+k` with Ctrl or Cmd
  label: string;
  run: () => void;
  hidden?: boolean; // works, but is not listed under `?`
}

const kept = 'ducha.letters';
interface Source {
  acts: () => KeyAct[];
  dialog: symbol | undefined; // in which it stands
}
const DIALOG: InjectionKey<symbol> = Symbol('dialog');
const sources = shallowReactive<Source[]>([]);
const FIELDS = 'input:not([type=checkbox], [type=range]), textarea, select';
const PATIENCE_MILLISECONDS = 1500;
let expected: KeyAct[] | undefined;
const dialogs = shallowReactive<symbol[]>([]); // open; what lies below the last hears nothing

export const lettersOn = ref(localStorage.getItem(kept) !== 'off');

export function switchLetters(on: boolean): void {
  lettersOn.value = on;
  localStorage.setItem(kept, on ? 'on' : 'off');
}

/** Listens while the component is there. What came last is asked first. */
export function useKeys(acts: () => KeyAct[]): void {
  const source = { acts, dialog: inject(DIALOG, undefined) };
  sources.unshift(source);
  onBeforeUnmount(() => sources.splice(sources.indexOf(source), 1));
}

/**
 * For a dialog: it and what stands in it alone hear keys, until the returned function is called.
 */
export function barKeys(acts: () => KeyAct[] = () => []): () => void {
  const mine = Symbol('dialog');
  const source = { acts, dialog: mine };
  provide(DIALOG, mine);
  dialogs.push(mine);
  sources.push(source);
  expected = undefined;
  return () => {
    if (!dialogs.includes(mine)) return;
    dialogs.splice(dialogs.indexOf(mine), 1);
    sources.splice(sources.indexOf(source), 1);
  };
}

/** The nearest first; a key that is taken twice counts once. */
function heard(dialog: symbol | undefined): KeyAct[] {
  const taken = new Map<string, KeyAct>();
  for (const act of sources.filter((one) => one.dialog === dialog).flatMap((one) => one.acts())) {
    if (!taken.has(act.key)) taken.set(act.key, act);
  }
  return [...taken.values()];
}

/** Does it as soon as the page hears keys: at once, or when the last dialog has closed. */
export function whenHeard(work: () => void): void {
  if (dialogs.length === 0) return work();
  const letGo = watch(() => dialogs.length, (open) => {
    if (open > 0) return;
    letGo();
    work();
  });
}

/** What can be pressed on the page. */
export function keyActs(): KeyAct[] {
  return heard(undefined);
}

/** The next press is looked up among these alone: `g` and then `t`. */
export function expectOneOf(acts: KeyAct[]): void {
  expected = acts;
  setTimeout(() => (expected = undefined), PATIENCE_MILLISECONDS);
}

export function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches(FIELDS))
  );
}

/** The name of a press, or nothing where it is none of ours. */
export function nameOf(event: KeyboardEvent): string | undefined {
  if (event.isComposing || event.keyCode === 229 || event.altKey) return undefined;
  const isCommand = event.ctrlKey || event.metaKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (isCommand) return `Ctrl+${key}`;
  if (isWriting(event.target)) return /^(?:Escape|F\d+)$/.test(key) ? key : undefined;
  if (key.length === 1 && !lettersOn.value) return undefined;
  const isOnControl = event.target instanceof HTMLElement && event.target.matches('button, a');
  return isOnControl && (key === 'Enter' || key === ' ') ? undefined : key;
}

addEventListener('keydown', (event) => {
  if (event.defaultPrevented) return;
  const name = nameOf(event);
  const act = name && (expected ?? heard(dialogs.at(-1))).find((one) => one.key === name);
  expected = undefined;
  if (!act) return;
  event.preventDefault();
  act.run();
});
