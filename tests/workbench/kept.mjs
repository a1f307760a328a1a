// What lies in the browser of what somebody has begun to write.

/** How many owners and drafts there are. */
export function keptIn(page) {
  return page.evaluate(async () => {
    const done = (request) => new Promise((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    const database = await done(indexedDB.open('ducha-drafts'));
    const count = (name) => done(database.transaction(name).objectStore(name).count());
    const counts = [await count('owner'), await count('drafts')];
    database.close();
    return counts;
  });
}

/** Waits until a draft with these words is kept; all bytes that lie there, as text. */
export function kept(page, words) {
  return page.evaluate(async (wanted) => {
    const done = (request) => new Promise((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    const text = (bytes) => new TextDecoder().decode(bytes);
    const look = async () => {
      const database = await done(indexedDB.open('ducha-drafts'));
      const all = (name) => done(database.transaction(name).objectStore(name).getAll());
      const [owner] = await all('owner');
      const drafts = await all('drafts');
      database.close();
      const opened = await Promise.all(drafts.map(({ nonce, sealed }) =>
        crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce }, owner.key, sealed)));
      const isThere = opened.some((one) => text(one).includes(wanted));
      return isThere && drafts.map((one) => text(one.sealed)).join('');
    };
    for (;;) {
      const found = await look();
      if (found !== false) return found;
      await new Promise(requestAnimationFrame);
    }
  }, words);
}
