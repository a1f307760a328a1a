// Who works here, and what may be done about them: most of it by two people.
import type { paths } from '#api/api';
import { api, ask, does } from '#shell/api';
import { inspections } from '#shell/place';
import { propose } from '#shell/proposals';
import { codesOf, named, t, word } from '#shell/words';

type All = paths['/api/v1/people']['get']['responses'][200]['content']['application/json'];
export type Person = All['items'][number];
export type Grant = Person['grants'][number];
export type Ground = NonNullable<Person['suspended']>;

export const GROUNDS = [
  'left_office', 'misuse_suspected', 'own_wish', 'other',
] as const satisfies Ground[];

/** Nobody is made one of these. */
const NOT_GIVEN = ['citizen', 'reporter', 'local_operator'];
export function rolesToGive(): string[] {
  return codesOf('roles', 'triage_officer').filter((role) => !NOT_GIVEN.includes(role));
}

export async function people(): Promise<Person[]> {
  return (await ask(api.GET('/api/v1/people'))).data.items;
}

/** Where a role holds: `全部督察`, `小型督察 · 山东省`. */
export function scopeText(grant: Grant): string {
  const inspection = inspections.value.find((one) => one.settings.id === grant.inspection);
  if (!grant.inspection) return t('people.everywhere');
  const object = inspection?.objects.find((one) => one.code === grant.object);
  const unit = object?.units.find((one) => one.code === grant.unit);
  return [
    named(inspection?.settings) || grant.inspection,
    named(object) || grant.object,
    unit?.name ?? grant.unit,
  ].filter(Boolean).join(' · ');
}

export function roleText(grant: Grant): string {
  return `${word('roles', grant.role)} · ${scopeText(grant)}`;
}

export function admit(login: string, name: string, grants: Grant[]): Promise<number> {
  return propose('admit_person', { login, name, grants });
}
export function grant(person: number, given: Grant): Promise<number> {
  return propose('grant_role', { person, grant: given });
}
export function reinstate(person: number): Promise<number> {
  return propose('reinstate_person', { person });
}
export async function revoke(person: number, given: Grant): Promise<void> {
  await does('revoke_role', { person, grant: given }, { inOffice: true });
}
export async function suspend(person: number, ground: Ground): Promise<void> {
  await does('suspend_person', { person, ground }, { inOffice: true });
}
