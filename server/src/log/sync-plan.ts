import { isChange, LIMITS, type RoomCursor, type RoomSyncResult } from '@chatket/contract';
import type { ReadableRange } from '../rooms/access/index.js';
import type { LogPage } from './log-page.js';

type Read = { kind: 'nothing' } | { kind: 'after'; seq: number } | { kind: 'since'; since: Date };

/** What is to be read for one room of a sync. */
export interface RoomPlan {
  roomId: string;
  headSeq: number;
  /** Nothing up to this seq is theirs to read. */
  fromSeq: number;
  read: Read;
  isReset: boolean;
}

/** What is known where a cursor comes in. */
export interface SyncContext {
  /** Of the database: see `RoomCursor.epoch`. */
  epoch: string;
  /** How far a cursor may lie behind the head; plain clients count messages for themselves. */
  distanceMax: number;
}

const BEGINNING = new Date(0);

/**
 * What a cursor asks for, given what of the room is theirs to read; nothing for a room of which nothing is (not a member).
 * Of what a client holds from before that (they left and came again) it is told to drop all.
 */
export function planSync(
  { roomId, lastSeq, lastSeenAt, epoch }: RoomCursor,
  range: ReadableRange | undefined,
  context: SyncContext,
): RoomPlan | undefined {
  if (!range) return undefined;
  const { headSeq } = range;
  if (lastSeq !== undefined) {
    const seq = lastSeq === 0 ? range.fromSeq : lastSeq;
    const isElsewhere = epoch !== undefined && epoch !== context.epoch;
    const isLost = seq > headSeq || seq < range.fromSeq || headSeq - seq > context.distanceMax;
    if (isElsewhere || isLost)
      return { roomId, ...range, read: { kind: 'since', since: BEGINNING }, isReset: true };
    return { roomId, ...range, read: { kind: 'after', seq }, isReset: false };
  }
  if (lastSeenAt !== undefined) {
    const since = new Date(Math.max(0, Date.parse(lastSeenAt) - LIMITS.syncOverlapMs));
    return { roomId, ...range, read: { kind: 'since', since }, isReset: false };
  }
  return { roomId, ...range, read: { kind: 'nothing' }, isReset: false };
}

/** What to tell about a page that is sent. */
export function resultOf(plan: RoomPlan, page: LogPage, epoch: string): RoomSyncResult {
  const headSeq = Math.max(plan.headSeq, page.lastSeq);
  const changeCount = page.entries.filter(isChange).length;
  return {
    roomId: plan.roomId,
    synced: true,
    messageCount: page.entries.length - changeCount,
    changeCount,
    // Since a time the newest matter, and they are there.
    lastSeq: plan.read.kind === 'after' ? page.lastSeq : headSeq,
    headSeq,
    hasMore: page.hasMore && !plan.isReset,
    epoch,
    ...(plan.isReset && { reset: true }),
  };
}
