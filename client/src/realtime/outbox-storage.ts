import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { byOrder, type OutboxItem } from './outbox-item';

/** Where unsent messages survive a reload. Shared by all tabs of one user. */
export interface OutboxStorage {
  /** Ascending by `order`. */
  all: () => Promise<OutboxItem[]>;
  put: (item: OutboxItem) => Promise<void>;
  remove: (clientMsgId: string) => Promise<void>;
  /** Calls back when another tab has changed something. Returns the function that ends it. */
  onForeignChange: (listener: () => void) => () => void;
}

interface Schema extends DBSchema {
  items: { key: string; value: OutboxItem };
}

/** Keeps the items in IndexedDB, or in memory where the browser forbids it. */
export function createBrowserOutboxStorage(userId: string): OutboxStorage {
  const fallback = createMemoryOutboxStorage();
  const name = `chatket-outbox-${userId}`;
  const opened: Promise<IDBPDatabase<Schema> | undefined> = openDB<Schema>(name, 1, {
    upgrade: (database) => void database.createObjectStore('items', { keyPath: 'clientMsgId' }),
  }).catch(() => undefined);
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(name);

  return {
    all: async () => {
      const database = await opened;
      return database ? (await database.getAll('items')).sort(byOrder) : fallback.all();
    },
    put: async (item) => {
      const database = await opened;
      await (database ? database.put('items', item) : fallback.put(item));
      channel?.postMessage('changed');
    },
    remove: async (clientMsgId) => {
      const database = await opened;
      await (database ? database.delete('items', clientMsgId) : fallback.remove(clientMsgId));
      channel?.postMessage('changed');
    },
    onForeignChange: (listener) => {
      channel?.addEventListener('message', listener);
      return () => channel?.removeEventListener('message', listener);
    },
  };
}

export function createMemoryOutboxStorage(): OutboxStorage {
  const items = new Map<string, OutboxItem>();
  return {
    all: async () => [...items.values()].sort(byOrder),
    put: async (item) => void items.set(item.clientMsgId, item),
    remove: async (clientMsgId) => void items.delete(clientMsgId),
    onForeignChange: () => () => undefined,
  };
}
