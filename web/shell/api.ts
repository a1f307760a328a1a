// The server, asked by the types of docs/openapi.json. What is refused is thrown as `Refused`,
// with the server's own words; being locked out or signed out is the session's business.
//
//   const { data, etag } = await ask(api.GET('/api/v1/matters', { params: { query } }))
//   await does('accept_matter', { matter }, { on: `matters/${matter}`, etag })
import createClient from 'openapi-fetch';
import type { components, paths } from '#api/api';
import { place } from './place';
import { language } from './words';

type Schemas = components['schemas'];
export type Problem = Schemas['Problem'];
export type Done = Schemas['Done'];

/** An act that has its content in the schemas, by its name. */
export type ActName = keyof Schemas & `${string}_${string}`;

export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
  }
  get isConflict(): boolean {
    return this.problem.status === 412 || this.problem.code === 'api.changed_since';
  }
}

/** The server could not be reached: nothing is known of what was asked. */
export class Unreachable extends Error {}

/** What the session does when the server says that it is locked, over, or wants a new proof. */
type Gate = (problem: Problem) => Promise<'again' | 'no'>;
let gate: Gate = async () => 'no';
export function guardWith(next: Gate): void {
  gate = next;
}

/** Random, so that the same act sent twice is done once. */
export function newKey(): string {
  return crypto.randomUUID();
}

const BUSY = ['http.overloaded', 'http.too_many_connections']; // nothing was begun
const MOST_WAITS = 3;

/** The server says when it will have time: it is asked again then. */
async function waited(response: Response): Promise<void> {
  const seconds = Number(response.headers.get('Retry-After')) || 2;
  await new Promise((done) => setTimeout(done, seconds * 1000));
}

async function send(request: Request, waits = 0): Promise<Response> {
  const again = request.clone();
  request.headers.set('Accept-Language', language.value);
  let response: Response;
  try {
    response = await fetch(request);
  } catch (fault) {
    if (request.signal.aborted) throw fault;
    throw new Unreachable(String(fault));
  }
  if (![401, 403, 503].includes(response.status)) return response;
  const problem = (await response.clone().json().catch(() => null)) as Problem | null;
  if (!problem) return response;
  if (response.status === 503) {
    if (!BUSY.includes(problem.code) || waits === MOST_WAITS) return response;
    await waited(response);
    return send(again, waits + 1);
  }
  return (await gate(problem)) === 'again' ? send(again) : response;
}

export const api = createClient<paths>({
  baseUrl: location.origin, fetch: (request) => send(request),
});

export interface Answer<T> {
  data: T;
  etag: string;
}

/** The answer, or `Refused`. */
export async function ask<T>(
  asked: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<Answer<T>> {
  const { data, error, response } = await asked;
  if (!response.ok) throw new Refused(problemOf(error, response));
  return { data: data as T, etag: response.headers.get('ETag') ?? '' };
}

function problemOf(error: unknown, response: Response): Problem {
  if (typeof error === 'object' && error !== null && 'code' in error) return error as Problem;
  const title = `${response.status} ${response.statusText}`;
  return { code: 'http', status: response.status, title, type: 'about:blank' };
}

export interface How {
  on?: string; // what the act is on, as its address below the object: `matters/12`
  etag?: string; // as it was seen; the server refuses (412) if it has changed since
  key?: string; // where one wish may be sent twice, after a lost connection
  inOffice?: boolean; // of the office: of people, of bulletins; not of the present object
}

/** What was not answered is sent once more: by its key it is done once. */
async function sendTwice(request: Request): Promise<Response> {
  const again = request.clone();
  try {
    return await send(request);
  } catch (fault) {
    if (!(fault instanceof Unreachable)) throw fault;
    return send(again);
  }
}

/** Posts JSON below the present object, or the office. */
export async function post<T>(path: string, body: unknown, how: How = {}): Promise<T> {
  const { inspection, object } = place();
  const headers = new Headers({
    'Content-Type': 'application/json',
    'Idempotency-Key': how.key ?? newKey(),
  });
  if (how.etag) headers.set('If-Match', how.etag);
  const below = how.inOffice ? '' : `inspections/${inspection}/${object}/`;
  const address = `${location.origin}/api/v1/${below}${path}`;
  const request = new Request(address, { method: 'POST', headers, body: JSON.stringify(body) });
  const response = await sendTwice(request);
  const content: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(problemOf(content, response));
  return content as T;
}

/** One act, typed by its name. */
export function does<Name extends ActName>(
  name: Name,
  content: Schemas[Name],
  how: How = {},
): Promise<Done> {
  return post<Done>(`${how.on ? `${how.on}/` : ''}acts/${name}`, content, how);
}

export interface ItemResult {
  status: number;
  done?: Done;
  problem?: Problem;
}

const MOST_ITEMS = 500; // of one request

/** The same act on many things: a result for each, in their order. */
export async function doesMany<Name extends ActName>(
  name: Name,
  items: Schemas[Name][],
  progress: (done: number) => void = () => {},
): Promise<ItemResult[]> {
  const results: ItemResult[] = [];
  for (let from = 0; from < items.length; from += MOST_ITEMS) {
    const part = items.slice(from, from + MOST_ITEMS);
    const answer = await post<{ results: ItemResult[] }>(`acts/${name}/bulk`, { items: part });
    results.push(...answer.results);
    progress(results.length);
  }
  return results;
}
