import type { DBSchema, IDBPDatabase } from 'idb';

interface Schema extends DBSchema {
  blobs: { key: string; value: { id: string; blob: Blob; at: number } };
}

/** What nobody waits to upload for so long was chosen and never sent, or its message is gone. */
const KEPT_MS = 24 * 60 * 60 * 1_000;

/** Of this page: they need not be read, and are there where nothing can be kept. */
const held = new Map<string, Blob>();
const urls = new Map<string, string>();
const opened = new Map<string, Promise<IDBPDatabase<Schema>>>();

/** The bytes of files on their way out, kept on this device until they are uploaded. Large ones take their time. */
export function blobsOf(userId: string) {
  const name = `chatket-files-${userId}`;
  const open = () => {
    const known = opened.get(name);
    if (known) return known;
    // What could not be fetched or opened, or was closed by the browser, may be open the next time.
    const forgetIt = () => void opened.delete(name);
    const opening = import('idb').then(({ openDB }) =>
      openDB<Schema>(name, 1, {
        upgrade: (fresh) => void fresh.createObjectStore('blobs', { keyPath: 'id' }),
        terminated: forgetIt,
      }),
    );
    opened.set(name, opening);
    opening.catch(forgetIt);
    return opening;
  };

  return {
    /** Here at once; on the device as soon as that can be, if at all. */
    keep: (id: string, blob: Blob) => {
      held.set(id, blob);
      void open()
        .then((database) => database.put('blobs', { id, blob, at: Date.now() }))
        .catch(() => undefined);
    },
    /** Also of an earlier page, which is shown by this one from then on. */
    read: async (id: string): Promise<Blob | undefined> => {
      const kept = () => open().then(async (database) => (await database.get('blobs', id))?.blob);
      const blob = held.get(id) ?? (await kept().catch(() => undefined));
      if (blob) held.set(id, blob);
      return blob;
    },
    /** Nobody needs to upload it any more. What is shown of it stays. */
    forget: async (id: string) => {
      await open()
        .then((database) => database.delete('blobs', id))
        .catch(() => undefined);
    },
    /** Forgets what is old and nobody's. */
    tidy: async (isWanted: (id: string) => boolean) => {
      const database = await open();
      for (const { id, at } of await database.getAll('blobs'))
        if (!isWanted(id) && at < Date.now() - KEPT_MS) await database.delete('blobs', id);
    },
  };
}

export type Blobs = ReturnType<typeof blobsOf>;

/** An address under which this page shows a file of its own; undefined for others. */
export function localUrl(id: string): string | undefined {
  const blob = held.get(id);
  if (!blob) return undefined;
  const url = urls.get(id) ?? URL.createObjectURL(blob);
  urls.set(id, url);
  return url;
}
