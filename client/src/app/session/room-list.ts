import type { Room } from '@chatket/contract';
import type { Api } from '../../api';
import type { Realtime } from '../../realtime';
import { askAgain, fullJitter, steadyNow } from '../../lib';
import { timelineOf, withLater, withToldSince, type ChatStores } from '../../store';

/** So often a page is asked for again after a failure: for half a minute or so, until the next connection asks for all. */
const TRIES = 7;
/** Before the first page it is soon said that something is wrong. */
const FIRST_TRIES = 2;

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
  const { connection, rooms, timelines, reads, me } = stores;
  let loading: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  let hasLimits = false;
  /** While the list is read: rooms that were mine before and have not been told of again. */
  let missing = new Set<string>();
  /** And those that have ceased to be mine since: what was read before may still name them. */
  const gone = new Set<string>();

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
    missing = new Set(Object.keys(rooms.getState().mine));
    gone.clear();
    void readLimits();
    try {
      let cursor = await takePage();
      while (cursor !== undefined) cursor = await takePage(cursor);
    } catch {
      if (!rooms.getState().isWhole) rooms.actions.setStatus('failed');
      // What is counted may be wrong until it has been read, and while the connection holds nobody else would ask for it.
      setTimeout(() => connection.getState().isOnline && void load(), fullJitter(TRIES));
    }
  }

  /** Shows and follows a page of my rooms. @returns where the next one begins */
  async function takePage(cursor?: string) {
    const asked = rooms.getState().mine;
    const page = await readPage(cursor);
    const list = page.body.filter(({ id }) => !gone.has(id));
    for (const { id } of list) missing.delete(id);
    reads.actions.meet(list);
    for (const room of list) meet(room);
    const isWhole = page.nextCursor === undefined;
    if (isWhole) for (const roomId of missing) drop(roomId);
    const now = rooms.getState().mine;
    const asTold = (room: Room) => withToldSince(room, { asked: asked[room.id], now: now[room.id] });
    rooms.actions.take(
      list.map((room) => asTold(withDelivered(room))),
      { isWhole },
    );
    followMine();
    return page.nextCursor;
  }

  /** A server that is busy for a moment is asked again; with a part of the rooms on the screen for longer. */
  function readPage(cursor: string | undefined) {
    return askAgain(() => api.myRooms(cursor), cursor ? TRIES : FIRST_TRIES);
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
    meet(room);
    rooms.actions.upsert(withDelivered(room));
    missing.delete(room.id);
    gone.delete(room.id);
    followMine();
  }

  /** What was delivered after the server wrote its answer. */
  function withDelivered(room: Room): Room {
    return withLater(room, timelineOf(room.id)(timelines.getState()), me.id);
  }

  function meet(room: Room) {
    tellUnknownReads(room);
    noteMute(room);
  }

  /** Whether a moderator lets me write there; one that has ended while nobody could tell is over here too. */
  function noteMute({ id, mute }: Room) {
    if (mute) rooms.actions.mute(id, { forMs: mute.forMs, until: steadyNow() + mute.forMs, isOrdered: true });
    else if (rooms.getState().mutes[id]?.isOrdered) rooms.actions.mute(id, { forMs: 0, until: 0 });
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
    gone.add(roomId);
    realtime.unfollow(roomId);
    rooms.actions.remove(roomId);
    timelines.actions.drop(roomId);
    reads.actions.forget(roomId);
  }

  return { load, add, followMine, drop };
}
