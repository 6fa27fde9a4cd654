import type { Room } from '@chatket/contract';
import type { Api } from '../../api';
import type { Realtime } from '../../realtime';
import { timelineOf, withLater, type ChatStores } from '../../store';

interface Options {
  api: Api;
  realtime: Realtime;
  stores: ChatStores;
}

export interface RoomList {
  /** Reads my rooms as they are from now on and follows them. */
  load: () => Promise<void>;
  /** A room has become mine. */
  add: (room: Room) => void;
  followMine: () => void;
  drop: (roomId: string) => void;
}

/** Keeps the list of my rooms and what is followed over the socket the same. */
export function createRoomList({ api, realtime, stores }: Options): RoomList {
  const { rooms, timelines, reads, me } = stores;
  let loading: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  let hasLimits = false;

  function load(): Promise<void> {
    if (!loading) {
      loading = read().finally(() => {
        loading = undefined;
      });
      return loading;
    }
    // What is being read may have been older than the reason to ask: it is read once more, for all who asked meanwhile.
    next ??= loading.then(() => {
      next = undefined;
      return load();
    });
    return next;
  }

  async function read() {
    try {
      const before = Object.keys(rooms.getState().mine);
      void readLimits();
      const list = await api.myRooms();
      const mine = new Set(list.map((room) => room.id));
      for (const roomId of before) if (!mine.has(roomId)) drop(roomId);
      reads.actions.meet(list);
      for (const room of list) tellUnknownReads(room);
      rooms.actions.load(list.map(withDelivered));
      followMine();
    } catch {
      if (rooms.getState().status === 'loading') rooms.actions.setStatus('failed');
    }
  }

  /** What the server lets rooms say; without an answer it is as servers are that nobody has set up otherwise. */
  async function readLimits() {
    if (hasLimits) return;
    hasLimits = true;
    const config = await api.config().catch(() => undefined);
    hasLimits = config !== undefined;
    if (config?.messageTextMax) rooms.actions.setTextMax(config.messageTextMax);
  }

  function add(room: Room) {
    reads.actions.meet([room]);
    tellUnknownReads(room);
    rooms.actions.upsert(withDelivered(room));
    followMine();
    // What is being read may be older than this.
    if (loading) void load();
  }

  /** What was delivered after the server wrote its answer. */
  function withDelivered(room: Room): Room {
    return withLater(room, timelineOf(room.id)(timelines.getState()), me.id);
  }

  /** What I read while the server could not be told. */
  function tellUnknownReads(room: Room) {
    const { seenSeq, versions } = reads.getState();
    const seen = seenSeq[room.id] ?? 0;
    const version = versions[room.id];
    if (seen > (room.lastReadSeq ?? seen)) realtime.markRead(room.id, Math.min(seen, room.lastSeq), version);
  }

  function followMine() {
    const { byRoom } = timelines.getState();
    const ids = Object.keys(rooms.getState().mine);
    realtime.follow(
      ids.map((roomId) => ({ roomId, cursor: byRoom[roomId]?.cursor, epoch: byRoom[roomId]?.epoch })),
    );
  }

  function drop(roomId: string) {
    realtime.unfollow(roomId);
    rooms.actions.remove(roomId);
    timelines.actions.drop(roomId);
    reads.actions.forget(roomId);
  }

  return { load, add, followMine, drop };
}
