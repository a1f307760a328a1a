// Who sits at the screen: signed out, at work, or locked. Locked, nothing of the office is in the
// page; drafts stay, as when a session is over by itself. Signed out, they are gone.
import { computed, shallowRef } from 'vue';
import { api, ask, guardWith, Refused } from './api';
import { forgetDrafts, openDrafts } from './drafts';
import { askForProof } from './dialogs';
import { inspections, type Who } from './place';
import type { Reader } from './screens';

export type State = 'unknown' | 'out' | 'locked' | 'in';

/** The server locks after 15 minutes, up to one early; the screen is dark before that. */
const IDLE_MILLISECONDS = 13 * 60_000;
const CHANNEL = 'ducha.session'; // so that all tabs lock and sign out together

export const state = shallowRef<State>('unknown');
export const who = shallowRef<Who>();
export const permits = computed(() => new Set(who.value?.permits ?? []));
/** No person sits here: a screen on a wall, which has nothing to lock away. */
export const isWall = computed(() => who.value?.roles.includes('wall') ?? false);
export const reader = computed<Reader>(() => ({ permits: permits.value, isWall: isWall.value }));

export interface Proof {
  password: string;
  code: string;
}

const others = new BroadcastChannel(CHANNEL);
others.onmessage = (message: MessageEvent<State>) => {
  // What this tab was about to keep is forgotten first: its forms keep what is written as they go.
  if (message.data === 'out') void forgetDrafts();
  if (message.data === 'out' || message.data === 'locked') leave(message.data);
  if (message.data === 'in' && state.value !== 'in') void resume();
};

function leave(next: 'out' | 'locked'): void {
  state.value = next;
  if (next === 'out') {
    who.value = undefined;
    inspections.value = [];
  }
}

async function enter(entered: Who): Promise<void> {
  await openDrafts(entered.person);
  who.value = entered;
  inspections.value = (await ask(api.GET('/api/v1/inspections'))).data.items;
  state.value = 'in';
}

guardWith(async (problem) => {
  switch (problem.code) {
    case 'staff.session_locked':
      leave('locked');
      return 'no';
    case 'api.sign_in_first':
    case 'staff.session_over':
      leave('out');
      return 'no';
    case 'policy.prove_again':
      return (await askForProof()) ? 'again' : 'no';
    default:
      return 'no';
  }
});

/** Finds out whether somebody is signed in already. Throws where the server does not say. */
export async function resume(): Promise<void> {
  try {
    await enter((await ask(api.GET('/api/v1/session'))).data);
  } catch (fault) {
    if (!(fault instanceof Refused) || fault.problem.status !== 401) throw fault;
    if (state.value === 'unknown') state.value = 'out';
  }
}

export async function signIn(login: string, proof: Proof): Promise<void> {
  const body = { login, ...proof };
  await enter((await ask(api.POST('/api/v1/session', { body }))).data);
  others.postMessage('in');
}

/** Opens a locked session, or proves for a formal act. */
export async function unlock(proof: Proof): Promise<void> {
  const { data } = await ask(api.POST('/api/v1/session/unlock', { body: proof }));
  if (state.value === 'in') {
    who.value = data;
    return;
  }
  await enter(data);
  others.postMessage('in');
}

/** Dark at once, whatever the server says. */
export async function lock(): Promise<void> {
  leave('locked');
  others.postMessage('locked');
  await api.POST('/api/v1/session/lock');
}

export async function signOut(): Promise<void> {
  await api.DELETE('/api/v1/session');
  await forgetDrafts();
  leave('out');
  others.postMessage('out');
}

/** Locks what nobody touches; a wall nobody does. */
export function lockWhenIdle(milliseconds = IDLE_MILLISECONDS): void {
  let timer = 0;
  const touched = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      if (state.value === 'in' && !isWall.value) void lock();
    }, milliseconds);
  };
  for (const event of ['keydown', 'pointerdown', 'wheel']) {
    addEventListener(event, touched, { passive: true, capture: true });
  }
  touched();
}
