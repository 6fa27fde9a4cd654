import type { Room } from '@chatket/contract';
import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { trim, type Timeline } from './timeline';
import type { ChatStores } from './stores';

const ROOMS_MAX = 50;
const MESSAGES_MAX = 200;
const WRITE_DELAY_MS = 400;

interface Schema extends DBSchema {
  timelines: { key: string; value: Timeline };
  lists: { key: string; value: Room[] };
}

export interface ChatCache {
  /** Fills the stores with what the last visit left, so that the page has something to show at once. */
  restore: () => Promise<void>;
  /** Writes changes as they come; returns the function that writes the last ones and ends it. */
  follow: () => () => void;
  /** Deletes everything that was kept. */
  forget: () => Promise<void>;
}

/**
 * Rooms, messages and cursors in IndexedDB. A cursor is stored in the same record as the messages it vouches for, so
 * that a crash or a second tab never leaves a cursor without its messages.
 */
export function createChatCache(stores: ChatStores): ChatCache {
  const name = `chatket-${stores.me.id}`;
  const opened: Promise<IDBPDatabase<Schema> | undefined> = openDB<Schema>(name, 1, {
    upgrade: (database) => {
      database.createObjectStore('timelines');
      database.createObjectStore('lists');
    },
    // Another tab logs out and deletes the database.
    blocking: () => void opened.then((database) => database?.close()),
  }).catch(() => undefined);
  let written = stores.timelines.getState().byRoom;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function restore() {
    const database = await opened;
    if (!database) return;
    const [keys, timelines, rooms] = await Promise.all([
      database.getAllKeys('timelines'),
      database.getAll('timelines'),
      database.get('lists', 'rooms'),
    ]);
    const entries = keys.flatMap((key, index) => {
      const timeline = timelines[index];
      return timeline ? [[key, timeline] as const] : [];
    });
    stores.timelines.actions.hydrate(Object.fromEntries(entries));
    written = stores.timelines.getState().byRoom;
    if (rooms && stores.rooms.getState().status === 'loading') stores.rooms.actions.load(rooms);
  }

  async function write() {
    clearTimeout(timer);
    timer = undefined;
    const database = await opened;
    if (!database) return;
    const { byRoom } = stores.timelines.getState();
    const before = written;
    written = byRoom;
    const transaction = database.transaction(['timelines', 'lists'], 'readwrite');
    const table = transaction.objectStore('timelines');
    for (const roomId of Object.keys(before)) if (!byRoom[roomId]) void table.delete(roomId);
    for (const [roomId, timeline] of Object.entries(byRoom)) {
      if (timeline !== before[roomId] && timeline.cursor !== undefined)
        void table.put(settled(timeline), roomId);
    }
    const { mine, status } = stores.rooms.getState();
    if (status === 'ready') {
      void transaction.objectStore('lists').put(Object.values(mine), 'rooms');
      for (const key of surplus(await table.getAllKeys(), mine)) void table.delete(key);
    }
    await transaction.done;
  }

  function writeSoon() {
    timer ??= setTimeout(() => void write().catch(() => undefined), WRITE_DELAY_MS);
  }

  function follow() {
    const flush = () => {
      if (timer !== undefined) void write().catch(() => undefined);
    };
    const ends = [stores.timelines.subscribe(writeSoon), stores.rooms.subscribe(writeSoon)];
    window.addEventListener('pagehide', flush);
    return () => {
      for (const end of ends) end();
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }

  return {
    restore,
    follow,
    forget: async () => {
      clearTimeout(timer);
      (await opened)?.close();
      await deleteDB(name).catch(() => undefined);
    },
  };
}

function settled(timeline: Timeline): Timeline {
  const { older } = timeline;
  return trim(
    { ...timeline, older: older === 'loading' || older === 'failed' ? 'some' : older },
    MESSAGES_MAX,
  );
}

/** The kept rooms that are no longer mine, and beyond the limit those with the oldest activity. */
function surplus(keys: readonly string[], mine: Readonly<Record<string, Room>>): string[] {
  const gone = keys.filter((key) => !mine[key]);
  const age = (key: string) => mine[key]?.lastMessage?.createdAt ?? '';
  const kept = keys.filter((key) => mine[key]).sort((one, other) => age(other).localeCompare(age(one)));
  return [...gone, ...kept.slice(ROOMS_MAX)];
}
