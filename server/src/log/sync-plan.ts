import { isChange, LIMITS, type RoomCursor, type RoomSyncResult } from '@chatket/contract';
import type { LogPage } from './log-page.js';

type Read = { kind: 'nothing' } | { kind: 'after'; seq: number } | { kind: 'since'; since: Date };

/** What is to be read for one room of a sync. */
export interface RoomPlan {
  roomId: string;
  headSeq: number;
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

/** What a cursor asks for, given the room's head; nothing for a room without one (not a member). */
export function planSync(
  { roomId, lastSeq, lastSeenAt, epoch }: RoomCursor,
  headSeq: number | undefined,
  context: SyncContext,
): RoomPlan | undefined {
  if (headSeq === undefined) return undefined;
  if (lastSeq !== undefined) {
    const isElsewhere = epoch !== undefined && epoch !== context.epoch;
    if (isElsewhere || lastSeq > headSeq || headSeq - lastSeq > context.distanceMax)
      return { roomId, headSeq, read: { kind: 'since', since: BEGINNING }, isReset: true };
    return { roomId, headSeq, read: { kind: 'after', seq: lastSeq }, isReset: false };
  }
  if (lastSeenAt !== undefined) {
    const since = new Date(Math.max(0, Date.parse(lastSeenAt) - LIMITS.syncOverlapMs));
    return { roomId, headSeq, read: { kind: 'since', since }, isReset: false };
  }
  return { roomId, headSeq, read: { kind: 'nothing' }, isReset: false };
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
