// What came with a report: scans, photographs, documents. Of a sealed original it is known that
// it lies there; its content is asked for by nobody here.
import type { paths } from '#api/api';
import { api, ask } from './api';
import { place } from './place';

const ALL = '/api/v1/inspections/{inspection}/{object}/reports/{report}/attachments';
type Page = paths[typeof ALL]['get']['responses'][200]['content']['application/json'];
export type Attachment = Page['items'][number];

/** Those that are there, in the order in which they were added. */
export async function attachmentsOf(report: number): Promise<Attachment[]> {
  const { data } = await ask(api.GET(ALL, { params: { path: { ...place(), report } } }));
  return data.items.filter((one) => !one.removed);
}

/** Where the content of a working copy lies. */
export function addressOf({ blob }: Attachment): string {
  const { inspection, object } = place();
  return `/api/v1/inspections/${inspection}/${object}/attachments/${encodeURIComponent(blob)}`;
}

export function isPicture({ original, kind }: Attachment): boolean {
  return !original && kind !== 'pdf';
}
