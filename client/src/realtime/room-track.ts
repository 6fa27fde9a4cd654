import { isChange, type LogEntry, type Message, type RoomSyncResult } from '@chatket/contract';
import { sortOut, type Delivery, type Renewal, type RoomPosition } from './delivery';
import { advance, EMPTY_FEED, inOrder, isBehind, receive, type FeedStep, type RoomFeed } from './room-feed';

const HOLE_PATIENCE_MS = 500;

/** What follows from the answer to a sync; `incomplete`: it tells of entries that have not come, so it counts for nothing. */
type SyncOutcome = 'done' | 'more' | 'incomplete' | 'refused';

interface Options extends RoomPosition {
  onDelivery: (delivery: Delivery) => void;
  /** Something is missing, and has not come by itself for a while. */
  onHole: () => void;
}

export type RoomTrack = ReturnType<typeof createRoomTrack>;

/** What has arrived of one room: delivers each entry once and in order, and watches the holes. */
export function createRoomTrack({ roomId, cursor, epoch, onDelivery, onHole }: Options) {
  let feed: RoomFeed = { ...EMPTY_FEED, cursor };
  let life = epoch;
  let head = 0;
  let patience: ReturnType<typeof setTimeout> | undefined;
  /** What arrived since the sync in flight was asked; a reset needs it whole. */
  let sinceAsked: LogEntry[] | undefined;
  /**
   * What lay behind a hole when the sync in flight was asked. That tells of it again, perhaps in a newer state and then
   * without the change that led there: so it comes first.
   */
  let parked: LogEntry[] = [];
  /** The connection came back, and what was missed meanwhile is not here yet. */
  let isReturning = false;

  /** A first page was loaded by other means: from its newest message on, nothing may be missed. */
  function seed(seq: number) {
    if (feed.cursor === undefined) apply(advance(feed, seq));
  }

  function take(entries: readonly LogEntry[]) {
    sinceAsked?.push(...entries);
    apply(receive(feed, entries));
    watchHole();
  }

  /** Somebody who knows says that the room's newest entry is `seq`. */
  function observeHead(seq: number) {
    head = Math.max(head, seq);
    watchHole();
  }

  /** The connection came back: what the next syncs bring was missed. */
  function returned() {
    isReturning = true;
  }

  /** A sync is asked for now. @returns the position from which it has to tell */
  function beginSync(): RoomPosition {
    stopWaiting();
    sinceAsked = [];
    parked = inOrder([...parked, ...feed.held]);
    // The first sync was never answered, though the room is followed since: what is missing begins behind what came live.
    const cursor = feed.cursor ?? (parked[0] && parked[0].seq - 1);
    feed = { cursor, held: [] };
    return { roomId, cursor: feed.cursor, epoch: life };
  }

  /** The answer to a sync that was asked from the position `asked`. */
  function endSync(result: RoomSyncResult, asked: number | undefined): SyncOutcome {
    const arrived = sinceAsked ?? [];
    sinceAsked = undefined;
    // What was told since is told as it is now, also where an answer quotes what has changed.
    if (!result.reset) apply(receive({ ...feed, held: parked }, feed.held));
    parked = [];
    if (arrivedOf(result, arrived, asked) < toldOf(result)) return 'incomplete';
    if (!result.synced) return 'refused';
    return result.reset ? restart(result, arrived) : proceed(result, asked, arrived);
  }

  function stopWaiting() {
    clearTimeout(patience);
    patience = undefined;
  }

  function proceed(
    result: RoomSyncResult,
    asked: number | undefined,
    arrived: readonly LogEntry[],
  ): SyncOutcome {
    const { lastSeq, hasMore } = result;
    // Trust this answer over older hints, so that a hint nobody can fulfil is not asked about for ever.
    if (!hasMore) head = lastSeq;
    // A page that was loaded while I asked without a cursor sets the cursor; what lies between is asked for again.
    const wasSeeded = asked === undefined && feed.cursor !== undefined;
    apply(receive(feed, renewals(arrived, lastSeq)));
    if (!wasSeeded) apply(advance(feed, lastSeq), result.epoch);
    const hasProgressed = asked === undefined || lastSeq > asked;
    if (wasSeeded ? isBehind(feed, lastSeq) : hasMore && hasProgressed) return 'more';
    isReturning = false;
    watchHole();
    return 'done';
  }

  /**
   * A message that a sync tells in a newer state stands for its changes, which are not told beside it. When the message had
   * come live in between and a change of it had not, the newer state lies before the place up to which all has come. It
   * counts as the change that is missing.
   */
  function renewals(arrived: readonly LogEntry[], lastSeq: number): Renewal[] {
    const { cursor = Infinity, held } = feed;
    return arrived.flatMap((entry) => {
      if (isChange(entry) || entry.seq > cursor) return [];
      const { rev = 0 } = entry;
      const isMissing = rev > cursor && rev <= lastSeq && !held.some(({ seq }) => seq === rev);
      return isMissing ? [renewalOf(entry, rev)] : [];
    });
  }

  function restart(result: RoomSyncResult, arrived: readonly LogEntry[]): SyncOutcome {
    const { lastSeq, headSeq, hasMore, epoch: now } = result;
    head = headSeq;
    const isOtherLife = life !== undefined && now !== life;
    life = now;
    const entries = inOrder(arrived);
    const later = entries.filter(({ seq }) => seq > lastSeq).length;
    // What was sent are the last entries up to here; what else has come belongs to what is dropped.
    const held = toldOf(result) > 0 ? entries.slice(-toldOf(result) - later) : entries;
    const step = advance({ cursor: undefined, held }, lastSeq);
    feed = step.feed;
    const from = (step.ready[0]?.seq ?? lastSeq + 1) - 1;
    deliver(step, { from, isReset: true, ...(isOtherLife && { isOtherLife }) });
    if (hasMore) return 'more';
    isReturning = false;
    return 'done';
  }

  function apply(step: FeedStep, epoch = life) {
    const before = feed.cursor;
    const hasMoved = step.feed.cursor !== before || epoch !== life;
    feed = step.feed;
    if (feed.cursor === undefined || (!hasMoved && step.ready.length === 0)) return;
    life = epoch;
    const from = before ?? (step.ready[0]?.seq ?? feed.cursor + 1) - 1;
    deliver(step, { from, isReset: false });
  }

  function deliver(
    { ready, feed: { cursor = 0 } }: FeedStep,
    how: Pick<Delivery, 'from' | 'isReset' | 'isOtherLife'>,
  ) {
    const wasMissed = isReturning && !how.isReset;
    onDelivery({ roomId, ...sortOut(ready), cursor, epoch: life, wasMissed, ...how });
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

/** A message as it has become, in the place of the change that made it so. */
function renewalOf(message: Message, rev: number): Renewal {
  const what = message.deleted ? 'deleted' : 'edited';
  return { seq: rev, kind: 'message', what, at: message.createdAt, message, isRenewal: true };
}

/** How many entries a sync has sent. A server of before the log counts no changes. */
function toldOf({
  messageCount,
  changeCount,
}: Omit<RoomSyncResult, 'changeCount'> & { changeCount?: number }) {
  return messageCount + (changeCount ?? 0);
}

/** How many of the entries that a sync has sent are here. */
function arrivedOf(
  { lastSeq, reset }: RoomSyncResult,
  entries: readonly LogEntry[],
  asked: number | undefined,
): number {
  const from = reset ? 0 : (asked ?? lastSeq);
  return new Set(entries.map(({ seq }) => seq).filter((seq) => seq > from && seq <= lastSeq)).size;
}
