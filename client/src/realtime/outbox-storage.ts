import type { DBSchema } from 'idb';
import { openDeviceDatabase, openTabChannel } from '../lib';
import { byOrder, type OutboxItem } from './outbox-item';

/** Where unsent messages survive a reload. Shared by all tabs of one user. */
export interface OutboxStorage {
  /** Ascending by `order`. */
  all: () => Promise<OutboxItem[]>;
  put: (item: OutboxItem) => Promise<void>;
  remove: (clientMsgId: string) => Promise<void>;
  /** Calls back when something changed without this page: another tab did it. Returns the function that ends it. */
  onForeignChange: (listener: () => void) => () => void;
}

interface Schema extends DBSchema {
  items: { key: string; value: OutboxItem };
}

/**
 * Keeps the items in IndexedDB. Where that fails, `put` and `all` reject: the outbox then goes on with what it holds in
 * memory.
 */
export function createBrowserOutboxStorage(userId: string): OutboxStorage {
  const name = `chatket-outbox-${userId}`;
  const database = openDeviceDatabase<Schema>(
    name,
    (fresh) => void fresh.createObjectStore('items', { keyPath: 'clientMsgId' }),
  );
  const channel = openTabChannel(name);

  return {
    all: async () => (await database.use((open) => open.getAll('items'))).sort(byOrder),
    put: async (item) => {
      await database.use((open) => open.put('items', item));
      channel.tell();
    },
    remove: async (clientMsgId) => {
      await database.use((open) => open.delete('items', clientMsgId));
      channel.tell();
    },
    onForeignChange: (listener) => {
      database.onRecovery(listener);
      return channel.listen(listener);
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
