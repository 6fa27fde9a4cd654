import type { Message, RoomSyncResult } from '@chatket/contract';
import { advance, EMPTY_FEED, isBehind, receive, type FeedStep, type RoomFeed } from './room-feed';

const HOLE_PATIENCE_MS = 500;

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

/** What follows from the answer to a sync; `incomplete`: it tells of messages that have not come, so it counts for nothing. */
type SyncOutcome = 'done' | 'more' | 'incomplete' | 'refused';

interface Options extends RoomPosition {
  onDelivery: (delivery: Delivery) => void;
  /** Something is missing, and has not come by itself for a while. */
  onHole: () => void;
}

export type RoomTrack = ReturnType<typeof createRoomTrack>;

/** What has arrived of one room: delivers each message once and in order, and watches the holes. */
export function createRoomTrack({ roomId, cursor, onDelivery, onHole }: Options) {
  let feed: RoomFeed = { ...EMPTY_FEED, cursor };
  let head = 0;
  let patience: ReturnType<typeof setTimeout> | undefined;
  /** What arrived since the sync in flight was asked; a reset needs it whole. */
  let sinceAsked: Message[] | undefined;
  /** The connection came back, and what was missed meanwhile is not here yet. */
  let isReturning = false;

  /** A first page was loaded by other means: from its newest message on, nothing may be missed. */
  function seed(seq: number) {
    if (feed.cursor === undefined) apply(advance(feed, seq));
  }

  function take(messages: readonly Message[]) {
    sinceAsked?.push(...messages);
    apply(receive(feed, messages));
    watchHole();
  }

  /** Somebody who knows says that the room's newest change is `seq`. */
  function observeHead(seq: number) {
    head = Math.max(head, seq);
    watchHole();
  }

  /** The connection came back: what the next syncs bring was missed. */
  function returned() {
    isReturning = true;
  }

  /** A sync is asked for now. @returns the position from which it has to tell */
  function beginSync(): number | undefined {
    stopWaiting();
    sinceAsked = [];
    return feed.cursor;
  }

  /** The answer to a sync that was asked from the position `asked`. */
  function endSync(result: RoomSyncResult, asked: number | undefined): SyncOutcome {
    const arrived = sinceAsked ?? [];
    sinceAsked = undefined;
    if (arrivedOf(result, arrived, asked) < result.messageCount) return 'incomplete';
    if (!result.synced) return 'refused';
    return result.reset ? restart(result, arrived) : proceed(result, asked);
  }

  function stopWaiting() {
    clearTimeout(patience);
    patience = undefined;
  }

  function proceed({ lastSeq, hasMore }: RoomSyncResult, asked: number | undefined): SyncOutcome {
    // Trust this answer over older hints, so that a hint nobody can fulfil is not asked about for ever.
    if (!hasMore) head = lastSeq;
    // A page that was loaded while I asked without a cursor sets the cursor; what lies between is asked for again.
    const wasSeeded = asked === undefined && feed.cursor !== undefined;
    if (!wasSeeded) apply(advance(feed, lastSeq));
    const hasProgressed = asked === undefined || lastSeq > asked;
    if (wasSeeded ? isBehind(feed, lastSeq) : hasMore && hasProgressed) return 'more';
    isReturning = false;
    watchHole();
    return 'done';
  }

  function restart({ lastSeq, headSeq, hasMore }: RoomSyncResult, messages: readonly Message[]): SyncOutcome {
    head = headSeq;
    const step = advance({ cursor: undefined, held: messages }, lastSeq);
    feed = step.feed;
    onDelivery({
      roomId,
      messages: step.ready,
      cursor: feed.cursor ?? 0,
      isReset: true,
      wasMissed: false,
    });
    return hasMore ? 'more' : 'done';
  }

  function apply(step: FeedStep) {
    const hasMoved = step.feed.cursor !== feed.cursor;
    feed = step.feed;
    if (feed.cursor === undefined || (!hasMoved && step.ready.length === 0)) return;
    onDelivery({
      roomId,
      messages: step.ready,
      cursor: feed.cursor,
      isReset: false,
      wasMissed: isReturning,
    });
  }

  function watchHole() {
    if (!isBehind(feed, head)) stopWaiting();
    // While a sync is in flight its answer tells more than waiting would.
    else if (!sinceAsked && !patience) {
      patience = setTimeout(() => {
        patience = undefined;
        if (isBehind(feed, head)) onHole();
      }, HOLE_PATIENCE_MS);
    }
  }

  return { seed, take, observeHead, returned, beginSync, endSync, stopWaiting, cursor: () => feed.cursor };
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
