// One part of a table at the server: sent, looked at, taken down, forgotten.
import type { components, paths } from '#api/api';
import { api, ask, Refused } from '#shell/api';
import { place } from '#shell/place';
import { word } from '#shell/words';
import { bodyOf, lineIn, type Part, type Table } from './table';

const SEND = '/api/v1/inspections/{inspection}/{object}/imports';
const ONE = '/api/v1/imports/{import}';
const ROWS = '/api/v1/imports/{import}/rows';
const BEGIN = '/api/v1/imports/{import}/begin';
export type Import = components['schemas']['Import'];
type Job = components['schemas']['Job'];
type Page = paths[typeof ROWS]['get']['responses'][200]['content']['application/json'];
export type Row = Page['items'][number];
export type Channel = 'call' | 'letter' | 'web' | 'visit';

const PAUSE_MILLISECONDS = 120; // between two looks at a job
const LARGEST_PAGE = 500;

/** How a table is read where it does not say it itself. */
export interface Reading {
  channel: Channel; // of a table without such a column
  textOf: string[]; // columns of which the text is made; none: `text`
}

export interface Sending {
  table: Table;
  key: string; // by which its parts are known to be one table
  part: Part;
  reading: Reading;
  signal: AbortSignal;
}

/** Drawn at random: the name of the file may be somebody's. */
export function tableKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export interface Ended {
  import: Import;
  refused: Row[]; // their lines are those of the whole table
}

async function send({ table, part, reading, signal }: Sending): Promise<string> {
  const query = {
    ...(table.columns.includes('channel') ? {} : { channel: reading.channel }),
    ...(reading.textOf.length > 0 ? { map: `text=${reading.textOf.join('+')}` } : {}),
  };
  // The description knows that a table is sent, not what is in it.
  const { data } = await ask(api.POST(SEND, {
    params: { path: place(), query },
    headers: { 'Content-Type': 'text/csv' },
    body: bodyOf(table, part) as never,
    bodySerializer: (body: unknown) => body as Blob,
    signal,
  }));
  return data.id;
}

async function look(id: string): Promise<Import> {
  return (await ask(api.GET(ONE, { params: { path: { import: id } } }))).data;
}

async function refusedPage(id: string, after: number): Promise<Page> {
  const query = { fate: 'refused' as const, limit: LARGEST_PAGE, after };
  return (await ask(api.GET(ROWS, { params: { path: { import: id }, query } }))).data;
}
async function refusedOf(id: string): Promise<Row[]> {
  const rows: Row[] = [];
  let next: string | undefined = '0';
  while (next !== undefined) {
    const page = await refusedPage(id, Number(next));
    rows.push(...page.items);
    next = page.next;
  }
  return rows;
}

/** It lies in the server's memory: it is forgotten as soon as it is not needed. */
async function forget(id: string): Promise<void> {
  await api.DELETE(ONE, { params: { path: { import: id } } }).catch(() => {});
}

async function isUnderWay(id: string): Promise<boolean> {
  const { data }: { data: Job } = await ask(
    api.GET('/api/v1/jobs/{job}', { params: { path: { job: id } } }),
  );
  if (data.state === 'refused' || data.state === 'failed') {
    const title = data.refusal || word('state', data.state);
    throw new Refused({ code: 'job', status: 409, title, type: 'about:blank' });
  }
  return data.state !== 'done';
}

/** What a fault of the row's form says of its place is a line of the whole table, too. */
function placed({ table, part }: Sending, row: Row): Row {
  const where = row.where.replace(/^\d+(?=:|$)/, (said) =>
    String(lineIn(table, part, Number(said))));
  return { ...row, line: lineIn(table, part, row.line), where };
}
async function ended(sending: Sending, id: string): Promise<Ended> {
  const now = await look(id);
  const refused = now.refused > 0 ? await refusedOf(id) : [];
  return { import: now, refused: refused.map((row) => placed(sending, row)) };
}

/** Looks at every row, and takes none down. */
export async function lookAt(sending: Sending): Promise<Ended> {
  const id = await send(sending);
  return ended(sending, id).finally(() => forget(id));
}

/** Takes down what fits and is not there yet. */
export async function takeDown(
  sending: Sending,
  progress: (now: Import) => void,
): Promise<Ended> {
  const id = await send(sending);
  try {
    const params = { path: { import: id }, query: { table: sending.key } };
    const { data: job } = await ask(api.POST(BEGIN, { params }));
    while (await isUnderWay(job.id)) {
      progress(await look(id));
      await new Promise((done) => setTimeout(done, PAUSE_MILLISECONDS));
    }
    return await ended(sending, id);
  } finally {
    await forget(id);
  }
}
