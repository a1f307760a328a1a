// One's own sessions, keys, password and authenticator.
import type { paths } from '#api/api';
import { api, ask } from '#shell/api';

type AllSessions =
  paths['/api/v1/me/sessions']['get']['responses'][200]['content']['application/json'];
type AllKeys = paths['/api/v1/me/keys']['get']['responses'][200]['content']['application/json'];
export type Session = AllSessions['items'][number];
export type Key = AllKeys['items'][number];

export async function sessions(): Promise<Session[]> {
  return (await ask(api.GET('/api/v1/me/sessions'))).data.items;
}
export async function endSession(session: string): Promise<void> {
  const path = { session };
  await ask(api.DELETE('/api/v1/me/sessions/{session}', { params: { path } }));
}
export async function keys(): Promise<Key[]> {
  return (await ask(api.GET('/api/v1/me/keys'))).data.items;
}

/** The key itself; the server tells it once. */
export async function makeKey(title: string, roles: string[], days: number): Promise<string> {
  const body = { title, roles, life_days: days };
  return (await ask(api.POST('/api/v1/me/keys', { body }))).data.token;
}
export async function revokeKey(key: string): Promise<void> {
  await ask(api.DELETE('/api/v1/me/keys/{key}', { params: { path: { key } } }));
}
export async function setPassword(password: string): Promise<void> {
  await ask(api.POST('/api/v1/me/password', { body: { password } }));
}

/** `otpauth://...` for a telephone; the server tells it once. */
export async function getAuthenticator(): Promise<string> {
  return (await ask(api.POST('/api/v1/me/authenticator'))).data.uri;
}
export async function giveUpAuthenticator(): Promise<void> {
  await ask(api.DELETE('/api/v1/me/authenticator'));
}
