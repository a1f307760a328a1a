// Where one works: an inspection and one of its objects. The address says it, /app/ID/OBJECT/...
import { computed, shallowRef } from 'vue';
import type { components, paths } from '#api/api';
import { named } from './words';

type Answer = paths['/api/v1/inspections']['get']['responses'][200]['content'];
export type Inspection = Answer['application/json']['items'][number];
export type InspectedObject = Inspection['objects'][number];
export type Who = components['schemas']['Who'];

export interface Place {
  inspection: string;
  object: string;
}

const kept = 'ducha.place';
const current = shallowRef<Place>({ inspection: '', object: '' });
export const inspections = shallowRef<Inspection[]>([]);

export function place(): Place {
  return current.value;
}

export function goTo(next: Place): void {
  current.value = next;
  localStorage.setItem(kept, JSON.stringify(next));
}

/** Where this browser was last. */
export function lastPlace(): Place | undefined {
  const said = localStorage.getItem(kept);
  return said ? (JSON.parse(said) as Place) : undefined;
}

export const inspection = computed(() =>
  inspections.value.find((one) => one.settings.id === current.value.inspection),
);

export const inspectedObject = computed(() =>
  inspection.value?.objects.find((one) => one.code === current.value.object),
);

/** The name of an object of the present inspection, or its code. */
export function objectNamed(code: string): string {
  return named(inspection.value?.objects.find((one) => one.code === code)) || code;
}

/** The places that some role of a person reaches, in the order of the inspections. */
export function placesOf(who: Who, all: Inspection[]): Place[] {
  const reaches = (wanted: string, said: string) => said === '' || said === wanted;
  return all.flatMap((one) =>
    one.objects
      .map((object) => ({ inspection: one.settings.id, object: object.code }))
      .filter((at) =>
        who.grants.some(
          (grant) => reaches(at.inspection, grant.inspection) && reaches(at.object, grant.object),
        ),
      ),
  );
}
