// Lists of just what a figure counts, where there is one: matters and cases are listed; people,
// enterprises and money are not. A list is of now and of one object, and tells its own count.
import type { paths } from '#api/api';
import { api, ask } from '#shell/api';
import type { Total } from '#shell/paged';
import { place } from '#shell/place';
import { permits } from '#shell/session';
import type { Measure, Rules } from './measures';

type MatterQuery = NonNullable<paths['/api/v1/matters']['get']['parameters']['query']>;
type CaseQuery = NonNullable<paths['/api/v1/cases']['get']['parameters']['query']>;
interface List {
  may: string; // what it takes to read it
  screen: string; // its address below an object
  matters?: MatterQuery;
  cases?: CaseQuery;
}

function ofCases(standing: NonNullable<CaseQuery['standing']>): List {
  return { may: 'read_cases', screen: `cases?standing=${standing.join()}`, cases: { standing } };
}

/** Nothing where no list has as many rows: what is a sum of what results state. */
export function listOf(measure: Measure, rules: Rules): List | undefined {
  const gone = rules.withdrawn === 'kept' ? ['withdrawn_after_hand_over' as const] : [];
  switch (measure) {
    case 'received':
      return { may: 'read_matters', screen: 'triage?state=any', matters: {} };
    case 'accepted':
      return {
        may: 'read_matters', screen: 'triage?state=accepted', matters: { state: ['accepted'] },
      };
    case 'transferred':
      return ofCases(['handed_over', 'closed', ...gone]);
    case 'closed':
      return ofCases(['closed']);
    default:
      return undefined;
  }
}

/** Whether the list may be opened by whoever sits there. */
export function mayOpen({ may }: List): boolean {
  return permits.value.has(may);
}

export function addressOf({ screen }: List, object: string): string {
  return `/${place().inspection}/${object}/${screen}`;
}

/** How many rows the list of an object has now. */
export async function rowsOf({ matters, cases }: List, object: string): Promise<Total> {
  const at = { inspection: place().inspection, object, limit: 1 };
  const { data } = matters
    ? await ask(api.GET('/api/v1/matters', { params: { query: { ...matters, ...at } } }))
    : await ask(api.GET('/api/v1/cases', { params: { query: { ...cases, ...at } } }));
  return { amount: data.total ?? data.items.length, is_all: data.counted_all ?? true };
}
