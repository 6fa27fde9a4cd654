import { isOfFew, type NoticeLevel, type NoticeSettings, type RoomKind } from '@chatket/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { isRecordOf, onLocalChange, readLocal, writeLocal } from '../lib';

export const BELLS = ['all', 'mentions', 'none'] as const;
/** Which messages of a room are worth a notification. */
export type Bell = NoticeLevel;

interface BellsState {
  /** By room; a room that is not here has never been asked about: see `bellOf`. */
  byRoom: Readonly<Record<string, Bell>>;
  /** By room, until when it is muted: ISO 8601, or `for-ever`. */
  muted: Readonly<Record<string, string>>;
  /** What holds in all rooms; missing while the server has not told. */
  settings?: NoticeSettings;
  /** Alerts that were not read, as the server has counted them last. */
  unread: number;
  /** How often something of them was told: what was read before may not be so any more. */
  news: number;
}

export type BellsStore = StoreApi<BellsState> & {
  key: string;
  actions: { set: (roomId: string, bell: Bell) => void; stop: () => void };
};

type BellRoom = { id: string; kind?: RoomKind } | undefined;

/** What was chosen for a room, or for all of its kind; until the server has told of that, what most have. */
export function bellOf({ byRoom, settings }: BellsState, room: BellRoom): Bell {
  if (!room) return 'none';
  return (
    byRoom[room.id] ??
    (isOfFew({ kind: room.kind ?? 'public' }) ? (settings?.direct ?? 'all') : (settings?.rooms ?? 'mentions'))
  );
}

/** Nothing of the room is told now. */
export function isSilent(state: BellsState, room: BellRoom): boolean {
  const until = state.muted[room?.id ?? ''];
  return bellOf(state, room) === 'none' || (until !== undefined && !(Date.parse(until) <= Date.now()));
}

const isBell = (value: unknown): value is Bell => BELLS.some((bell) => bell === value);
const isByRoom = isRecordOf(isBell);

/** What one person wants to be notified about. What the server does not keep is kept in this browser, for all its tabs. */
export function createBellsStore(userId: string): BellsStore {
  const key = `bells:${userId}`;
  const kept = () => readLocal(key, isByRoom, {});
  const store = createStore<BellsState>(() => ({ byRoom: kept(), muted: {}, unread: 0, news: 0 }));
  const stop = onLocalChange(key, () => store.setState({ byRoom: kept() }));
  return {
    ...store,
    key,
    actions: {
      set: (roomId, bell) => {
        const byRoom = { ...kept(), [roomId]: bell };
        writeLocal(key, byRoom);
        store.setState({ byRoom });
      },
      stop,
    },
  };
}
