import { LIMITS, type Message, type RoomSyncResult } from '@chatket/contract';
import { fullJitter } from '../lib';
import { advance, EMPTY_FEED, isBehind, receive, type FeedStep, type RoomFeed } from './room-feed';
import type { Transport } from './transport';

const HOLE_PATIENCE_MS = 500;
const SYNC_TIMEOUT_MS = 15_000;

export interface Delivery {
  roomId: string;
  /** Ascending by seq. */
  messages: Message[];
  /** Nothing is missing up to here. */
  cursor: number;
  /** Drop what you have of the room: these messages are all there is. */
  isReset: boolean;
  /** It was written while this page had lost its connection. */
  wasMissed: boolean;
}

export interface RoomPosition {
  roomId: string;
  cursor?: number;
}

interface Track {
  feed: RoomFeed;
  head: number;
  patience?: ReturnType<typeof setTimeout>;
  /** What arrived since the sync in flight was asked; a reset needs it whole. */
  sinceAsked?: Message[];
  /** The connection came back, and what was missed meanwhile is not here yet. */
  isReturning?: boolean;
}

interface Options {
  transport: Transport;
  onDelivery: (delivery: Delivery) => void;
  /** The server does not let me follow a room that I believed to be mine. */
  onRefused: (roomId: string) => void;
}

/**
 * Follows rooms so that every message is delivered exactly once and in order, whatever the connection does: it
 * subscribes, asks for what was missed, waits a little at a hole and then asks for the missing part.
 */
export function createCatchUp({ transport, onDelivery, onRefused }: Options) {
  const tracks = new Map<string, Track>();
  const pending = new Set<string>();
  let isConnected = false;
  let hasBeenConnected = false;
  let isSyncing = false;
  let failures = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;

  function follow(rooms: readonly RoomPosition[]) {
    for (const { roomId, cursor } of rooms) {
      if (tracks.has(roomId)) continue;
      tracks.set(roomId, { feed: { ...EMPTY_FEED, cursor }, head: 0 });
      pending.add(roomId);
    }
    void flush();
  }

  function unfollow(roomId: string) {
    clearTimeout(tracks.get(roomId)?.patience);
    tracks.delete(roomId);
    pending.delete(roomId);
  }

  /** A first page was loaded by other means: from its newest message on, nothing may be missed. */
  function seed(roomId: string, seq: number) {
    const track = tracks.get(roomId);
    if (track && track.feed.cursor === undefined) apply(roomId, track, advance(track.feed, seq));
  }

  function take(roomId: string, messages: readonly Message[]) {
    const track = tracks.get(roomId);
    if (!track) return;
    track.sinceAsked?.push(...messages);
    apply(roomId, track, receive(track.feed, messages));
    watchHole(roomId, track);
  }

  /** Somebody who knows says that the room's newest change is `head`. */
  function observeHead(roomId: string, head: number) {
    const track = tracks.get(roomId);
    if (!track) return;
    track.head = Math.max(track.head, head);
    watchHole(roomId, track);
  }

  /** Asks for what is new in the given rooms, or in all. */
  function sync(roomIds: Iterable<string> = tracks.keys()) {
    for (const roomId of roomIds) if (tracks.has(roomId)) pending.add(roomId);
    void flush();
  }

  function connected() {
    isConnected = true;
    failures = 0;
    for (const track of tracks.values()) track.isReturning = hasBeenConnected;
    hasBeenConnected = true;
    sync();
  }

  function disconnected() {
    isConnected = false;
    clearTimeout(retry);
  }

  function stop() {
    disconnected();
    for (const roomId of [...tracks.keys()]) unfollow(roomId);
  }

  async function flush() {
    if (isSyncing || !isConnected || pending.size === 0) return;
    isSyncing = true;
    // One tick, so that rooms named one by one travel together.
    await Promise.resolve();
    while (isConnected && pending.size > 0) {
      const chunk = [...pending].slice(0, LIMITS.syncRoomsMax);
      if (!(await ask(chunk))) {
        clearTimeout(retry);
        if (isConnected) retry = setTimeout(() => void flush(), fullJitter(failures));
        failures += 1;
        break;
      }
      failures = 0;
    }
    isSyncing = false;
  }

  /** True when everything that was asked for has come. */
  async function ask(roomIds: readonly string[]): Promise<boolean> {
    const asked = new Map<string, number | undefined>();
    for (const roomId of roomIds) {
      pending.delete(roomId);
      const track = tracks.get(roomId);
      if (!track) continue;
      clearTimeout(track.patience);
      track.patience = undefined;
      track.sinceAsked = [];
      asked.set(roomId, track.feed.cursor);
    }
    const rooms = [...asked].map(([roomId, lastSeq]) => ({ roomId, lastSeq }));
    const answer = await transport.request('rooms:sync', { rooms }, SYNC_TIMEOUT_MS).catch(() => undefined);
    if (!answer?.success) {
      for (const roomId of asked.keys()) if (tracks.has(roomId)) pending.add(roomId);
      return false;
    }
    let isWhole = true;
    for (const result of answer.results) {
      const track = tracks.get(result.roomId);
      const cursor = asked.get(result.roomId);
      if (track && asked.delete(result.roomId)) isWhole = conclude(result, track, cursor) && isWhole;
    }
    // A room that is left out of the answer is not, or no longer, mine.
    for (const roomId of asked.keys()) refuse(roomId);
    return isWhole;
  }

  /** False when the answer tells of messages that have not come: it is worth nothing then, and is asked for again. */
  function conclude(result: RoomSyncResult, track: Track, asked: number | undefined): boolean {
    const sinceAsked = track.sinceAsked ?? [];
    track.sinceAsked = undefined;
    if (arrivedOf(result, sinceAsked, asked) < result.messageCount) {
      pending.add(result.roomId);
      return false;
    }
    if (!result.synced) refuse(result.roomId);
    else if (result.reset) restart(result, track, sinceAsked);
    else proceed(result, track, asked);
    return true;
  }

  function proceed(result: RoomSyncResult, track: Track, asked: number | undefined) {
    const { roomId } = result;

    // Trust this answer over older hints, so that a hint nobody can fulfil is not asked about for ever.
    if (!result.hasMore) track.head = result.lastSeq;
    // A page that was loaded while I asked without a cursor sets the cursor; what lies between is asked for again.
    const wasSeeded = asked === undefined && track.feed.cursor !== undefined;
    if (!wasSeeded) apply(roomId, track, advance(track.feed, result.lastSeq));
    const hasProgressed = asked === undefined || result.lastSeq > asked;
    if (wasSeeded ? isBehind(track.feed, result.lastSeq) : result.hasMore && hasProgressed)
      pending.add(roomId);
    else {
      track.isReturning = false;
      watchHole(roomId, track);
    }
  }

  function refuse(roomId: string) {
    if (!tracks.has(roomId)) return;
    unfollow(roomId);
    onRefused(roomId);
  }

  function restart(result: RoomSyncResult, track: Track, messages: Message[]) {
    track.head = result.headSeq;
    const step = advance({ cursor: undefined, held: [...messages] }, result.lastSeq);
    track.feed = step.feed;
    onDelivery({
      roomId: result.roomId,
      messages: step.ready,
      cursor: step.feed.cursor ?? 0,
      isReset: true,
      wasMissed: false,
    });
    if (result.hasMore) pending.add(result.roomId);
  }

  function apply(roomId: string, track: Track, step: FeedStep) {
    const hasMoved = step.feed.cursor !== track.feed.cursor;
    const wasMissed = track.isReturning === true;
    track.feed = step.feed;
    if (step.feed.cursor === undefined || (!hasMoved && step.ready.length === 0)) return;
    onDelivery({ roomId, messages: step.ready, cursor: step.feed.cursor, isReset: false, wasMissed });
  }

  function watchHole(roomId: string, track: Track) {
    // While a sync is in flight its answer tells more than waiting would.
    if (!isBehind(track.feed, track.head)) {
      clearTimeout(track.patience);
      track.patience = undefined;
    } else if (!track.sinceAsked && !track.patience) {
      track.patience = setTimeout(() => {
        track.patience = undefined;
        if (isBehind(track.feed, track.head)) sync([roomId]);
      }, HOLE_PATIENCE_MS);
    }
  }

  return {
    follow,
    unfollow,
    seed,
    take,
    observeHead,
    sync,
    connected,
    disconnected,
    stop,
    cursorOf: (roomId: string) => tracks.get(roomId)?.feed.cursor,
  };
}

/** How many of the messages that a sync has sent are here. */
function arrivedOf(
  { lastSeq, reset }: RoomSyncResult,
  messages: readonly Message[],
  asked: number | undefined,
): number {
  const from = reset ? 0 : (asked ?? lastSeq);
  return new Set(messages.map(({ seq }) => seq).filter((seq) => seq > from && seq <= lastSeq)).size;
}
