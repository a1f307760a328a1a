import { expect, test } from 'vitest';
import { headOf, holds, type Proof } from './proof';

async function hashed(...parts: Uint8Array[]): Promise<Uint8Array> {
  const bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}
const leaf = (index: number) => hashed(Uint8Array.of(0, index));
const hex = (bytes: Uint8Array) =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** By the definition: a tree of the largest power of two, and the rest. */
async function tree(from: number, until: number): Promise<Uint8Array> {
  if (until - from === 1) return leaf(from);
  const middle = from + 2 ** Math.floor(Math.log2(until - from - 1));
  return hashed(Uint8Array.of(1), await tree(from, middle), await tree(middle, until));
}
async function path(at: number, from: number, until: number): Promise<string[]> {
  if (until - from === 1) return [];
  const middle = from + 2 ** Math.floor(Math.log2(until - from - 1));
  return at < middle
    ? [...(await path(at, from, middle)), hex(await tree(middle, until))]
    : [...(await path(at, middle, until)), hex(await tree(from, middle))];
}
async function proof(seq: number, size: number): Promise<Proof> {
  const root = btoa(String.fromCharCode(...(await tree(0, size))));
  const entry = {
    seq, act: seq, type: 'case_watched', actor: 'team_leader:a1',
    occurred: '2021-09-01T00:00:00+08:00', recorded: '2021-09-01T00:00:00+08:00',
  };
  return {
    entry, size, origin: 'ducha/x/SD', leaf_hash: hex(await leaf(seq)), key: 'k',
    path: await path(seq, 0, size), head: `ducha/x/SD\n${size}\n${root}\n\n— ducha s\n`,
  };
}

test('every entry of logs of every small size is proved', async () => {
  for (let size = 1; size <= 17; ++size) {
    for (let seq = 0; seq < size; ++seq) {
      expect(await holds(await proof(seq, size)), `${seq} of ${size}`).toBe(true);
    }
  }
});

test('another hash, place, path, size, log or head is none', async () => {
  const good = await proof(4, 11);
  const entry = { ...good.entry, seq: 5 };
  for (const bad of [
    { leaf_hash: hex(await leaf(5)) }, { entry }, { path: good.path.slice(1) },
    { path: [...good.path, good.path[0]!] }, { size: 12 }, { origin: 'ducha/x/QY' },
    { head: (await proof(4, 12)).head }, { path: [] },
  ]) {
    expect(await holds({ ...good, ...bad }), Object.keys(bad).join()).toBe(false);
  }
  expect(headOf(good.head)).toMatchObject({ origin: 'ducha/x/SD', size: 11 });
});
