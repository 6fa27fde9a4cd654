import type { DBSchema, IDBPObjectStore } from 'idb';
import { openDeviceDatabase, openTabChannel, type DeviceDatabase } from '../lib';
import { byOrder, isSend, type OutboxItem } from './outbox-item';

/** Where unsent messages and changes survive a reload. Shared by all tabs of one user. */
export interface OutboxStorage {
  /** Ascending by `order`. */
  all: () => Promise<OutboxItem[]>;
  put: (item: OutboxItem) => Promise<void>;
  remove: (item: OutboxItem) => Promise<void>;
  /** Calls back when something changed without this page: another tab did it. Returns the function that ends it. */
  onForeignChange: (listener: () => void) => () => void;
}

interface Schema extends DBSchema {
  items: { key: string; value: OutboxItem };
}

type Items = IDBPObjectStore<Schema, ['items'], 'items', 'readwrite'>;

/**
 * Keeps the items in IndexedDB. Where that fails, `put` and `all` reject: the outbox then goes on with what it holds in
 * memory. Messages lie in a database of their own: a tab of an earlier version would send whatever else it finds there.
 */
export function createBrowserOutboxStorage(userId: string): OutboxStorage {
  const name = `chatket-outbox-${userId}`;
  const messages = openItems(name);
  const actions = openItems(`chatket-actions-${userId}`);
  const channel = openTabChannel(name);
  const homeOf = (item: OutboxItem) => (isSend(item) ? messages : actions);

  return {
    all: async () => {
      const lists = [messages, actions].map((home) => home.use((open) => open.getAll('items')));
      return (await Promise.all(lists)).flat().sort(byOrder);
    },
    put: async (item) => {
      await change(homeOf(item), (items) => items.put(item));
      channel.tell();
    },
    remove: async (item) => {
      await change(homeOf(item), (items) => items.delete(item.clientMsgId));
      channel.tell();
    },
    onForeignChange: (listener) => {
      messages.onRecovery(listener);
      actions.onRecovery(listener);
      return channel.listen(listener);
    },
  };
}

/** Is kept also when the page goes away in the next moment: a browser ends what has not been committed by then. */
function change(home: DeviceDatabase<Schema>, write: (items: Items) => Promise<unknown>) {
  return home.use(async (open) => {
    const transaction = open.transaction('items', 'readwrite');
    const isWritten = write(transaction.store);
    transaction.commit();
    await Promise.all([isWritten, transaction.done]);
  });
}

function openItems(name: string) {
  return openDeviceDatabase<Schema>(
    name,
    (fresh) => void fresh.createObjectStore('items', { keyPath: 'clientMsgId' }),
  );
}

export function createMemoryOutboxStorage(): OutboxStorage {
  const items = new Map<string, OutboxItem>();
  return {
    all: async () => [...items.values()].sort(byOrder),
    put: async (item) => void items.set(item.clientMsgId, item),
    remove: async (item) => void items.delete(item.clientMsgId),
    onForeignChange: () => () => undefined,
  };
}
