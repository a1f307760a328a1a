// That an entry stands in the log: from its hash and the path, the root is reckoned anew here and
// held against the signed head (RFC 9162, 2.1.3.2). Who signed the head is checked outside, with a
// key that was kept outside.
import type { paths } from '#api/api';
import { api, ask } from '#shell/api';
import { place } from '#shell/place';

type OfOffice = paths['/api/v1/ledger/{event}']['get'];
export type Proof = OfOffice['responses'][200]['content']['application/json'];

export async function proofOf(seq: number, ofOffice: boolean): Promise<Proof> {
  if (ofOffice) {
    const params = { path: { event: seq } };
    return (await ask(api.GET('/api/v1/ledger/{event}', { params }))).data;
  }
  const params = { path: { ...place(), event: seq } };
  const path = '/api/v1/inspections/{inspection}/{object}/ledger/{event}';
  return (await ask(api.GET(path, { params }))).data;
}

const HASH_BYTES = 32;
const BASE_16 = 16;

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (two) => Number.parseInt(two, BASE_16));
}
async function nodeOf(left: Uint8Array, right: Uint8Array): Promise<Uint8Array> {
  const bytes = new Uint8Array(1 + 2 * HASH_BYTES);
  bytes[0] = 1;
  bytes.set(left, 1);
  bytes.set(right, 1 + HASH_BYTES);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** The root that the path leads to; nothing where it is no path of a log of this size. */
async function rootOf(proof: Proof): Promise<Uint8Array | undefined> {
  let at = proof.entry.seq;
  let last = proof.size - 1;
  let hash = bytesOf(proof.leaf_hash);
  for (const hex of proof.path) {
    if (last === 0) return undefined;
    const other = bytesOf(hex);
    if (at % 2 === 1 || at === last) {
      hash = await nodeOf(other, hash);
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2);
        last = Math.floor(last / 2);
      }
    } else {
      hash = await nodeOf(hash, other);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? hash : undefined;
}

export interface Head {
  origin: string;
  size: number;
  root: string; // in base64
}

/** A signed note: three lines, then an empty one and the signatures. */
export function headOf(note: string): Head {
  const [origin = '', size = '', root = ''] = note.split('\n');
  return { origin, size: Number(size), root };
}

/** Whether the entry stands in the log that the head is of. */
export async function holds(proof: Proof): Promise<boolean> {
  const head = headOf(proof.head);
  const root = await rootOf(proof);
  return root !== undefined && head.size === proof.size && head.origin === proof.origin
    && btoa(String.fromCharCode(...root)) === head.root;
}
