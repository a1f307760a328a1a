// What somebody has begun to write, kept in this browser until it is sent: encrypted with a key
// that cannot be read out, and destroyed with the key at sign-out, by another person's sign-in,
// and after seven days.
const NAME = 'ducha-drafts';
const LONGEST_MILLISECONDS = 7 * 24 * 3_600_000;

interface Kept {
  at: number; // when it was written, in milliseconds
  nonce: Uint8Array<ArrayBuffer>;
  sealed: ArrayBuffer;
}
interface Owner {
  person: number;
  key: CryptoKey;
}
export interface Draft<T> {
  at: Date;
  content: T;
}

let owner: Owner | undefined;

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function store<T>(
  name: 'owner' | 'drafts',
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore('owner');
    opening.result.createObjectStore('drafts');
  };
  const database = await done(opening);
  try {
    return await done(work(database.transaction(name, mode).objectStore(name)));
  } finally {
    database.close();
  }
}

let last: Promise<unknown> = Promise.resolve();

/** One after the other: whoever asks for a draft finds what was to be kept before. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work, work);
  last = mine;
  return mine;
}

/** From now on drafts are this person's; what another left is destroyed unread. */
export async function openDrafts(person: number): Promise<void> {
  const found = await store<Owner | undefined>('owner', 'readonly', (s) => s.get('owner'));
  if (found?.person === person) {
    owner = found;
    return;
  }
  await forgetDrafts();
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  owner = { person, key };
  const written = owner;
  await store('owner', 'readwrite', (s) => s.put(written, 'owner'));
}

/** Destroys the key and what it opens; from the call on nothing more is kept. */
export async function forgetDrafts(): Promise<void> {
  owner = undefined;
  await store('owner', 'readwrite', (s) => s.clear());
  await store('drafts', 'readwrite', (s) => s.clear());
}

/** name   of the form and what it is about: `triage.decline 12` */
export function keepDraft(name: string, content: unknown): Promise<void> {
  const writer = owner;
  const text = JSON.stringify(content);
  const at = Date.now();
  return inTurn(async () => {
    if (!writer) return;
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const bytes = new TextEncoder().encode(text);
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, writer.key, bytes);
    const kept: Kept = { at, nonce, sealed };
    // Whoever has signed out meanwhile leaves nothing.
    await store('drafts', 'readwrite', (s) =>
      (owner === writer ? s.put(kept, name) : s.delete(name)) as IDBRequest);
  });
}

export function draftOf<T>(name: string): Promise<Draft<T> | undefined> {
  return inTurn(async () => {
    const reader = owner;
    if (!reader) return undefined;
    const kept = await store<Kept | undefined>('drafts', 'readonly', (s) => s.get(name));
    if (!kept) return undefined;
    if (Date.now() - kept.at > LONGEST_MILLISECONDS) {
      await forget(name);
      return undefined;
    }
    const how = { name: 'AES-GCM', iv: kept.nonce };
    const bytes = await crypto.subtle.decrypt(how, reader.key, kept.sealed);
    return { at: new Date(kept.at), content: JSON.parse(new TextDecoder().decode(bytes)) as T };
  });
}

export function dropDraft(name: string): Promise<void> {
  return inTurn(() => forget(name));
}

async function forget(name: string): Promise<void> {
  await store('drafts', 'readwrite', (s) => s.delete(name));
}
