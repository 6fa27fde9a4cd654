import type { Room } from '@chatket/contract';
import type { DBSchema, IDBPDatabase } from 'idb';
import { openDeviceDatabase } from '../lib';
import { trim, type Timeline } from './timeline';
import type { ChatStores } from './stores';

const ROOMS_MAX = 50;
const MESSAGES_MAX = 200;
const WRITE_DELAY_MS = 400;

type Timelines = Readonly<Record<string, Timeline>>;

interface Schema extends DBSchema {
  timelines: { key: string; value: Timeline };
  lists: { key: string; value: Room[] };
}

export interface ChatCache {
  /**
   * Fills the stores with what the last visit left, so that the page has something to show at once.
   * @throws when this device keeps nothing, after two seconds at most
   */
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
  const database = openDeviceDatabase<Schema>(`chatket-${stores.me.id}`, (fresh) => {
    fresh.createObjectStore('timelines');
    fresh.createObjectStore('lists');
  });
  let written = stores.timelines.getState().byRoom;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function restore() {
    const [keys, timelines, rooms] = await database.use((open) =>
      Promise.all([open.getAllKeys('timelines'), open.getAll('timelines'), open.get('lists', 'rooms')]),
    );
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
    const { byRoom } = stores.timelines.getState();
    const before = written;
    written = byRoom;
    await database.use((open) => put(open, before, byRoom));
  }

  async function put(open: IDBPDatabase<Schema>, before: Timelines, byRoom: Timelines) {
    const transaction = open.transaction(['timelines', 'lists'], 'readwrite');
    const table = transaction.objectStore('timelines');
    for (const roomId of Object.keys(before)) if (!byRoom[roomId]) void table.delete(roomId);
    for (const [roomId, timeline] of Object.entries(byRoom)) {
      if (timeline !== before[roomId] && timeline.cursor !== undefined)
        void table.put(settled(timeline), roomId);
    }
    const { mine, isWhole } = stores.rooms.getState();
    // Of a part nobody can say which rooms are gone.
    if (isWhole) {
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
      await database.destroy();
    },
  };
}

function settled(timeline: Timeline): Timeline {
  const { older, recent: _notKept, ...kept } = timeline;
  return trim({ ...kept, older: older === 'loading' || older === 'failed' ? 'some' : older }, MESSAGES_MAX);
}

/** The kept rooms that are no longer mine, and beyond the limit those with the oldest activity. */
function surplus(keys: readonly string[], mine: Readonly<Record<string, Room>>): string[] {
  const gone = keys.filter((key) => !mine[key]);
  const age = (key: string) => mine[key]?.lastMessage?.createdAt ?? '';
  const kept = keys.filter((key) => mine[key]).sort((one, other) => age(other).localeCompare(age(one)));
  return [...gone, ...kept.slice(ROOMS_MAX)];
}
