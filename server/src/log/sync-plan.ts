import { LIMITS, type Message, type RoomCursor, type RoomSyncResult } from '@chatket/contract';

type Read = { kind: 'nothing' } | { kind: 'after'; seq: number } | { kind: 'since'; since: Date };

/** What is to be read for one room of a sync. */
export interface RoomPlan {
  roomId: string;
  headSeq: number;
  read: Read;
  isReset: boolean;
}

const BEGINNING = new Date(0);

/** What a cursor asks for, given the room's head; nothing for a room without one (not a member). */
export function planSync(
  { roomId, lastSeq, lastSeenAt }: RoomCursor,
  headSeq: number | undefined,
): RoomPlan | undefined {
  if (headSeq === undefined) return undefined;
  if (lastSeq !== undefined && lastSeq > headSeq) {
    return { roomId, headSeq, read: { kind: 'since', since: BEGINNING }, isReset: true };
  }
  if (lastSeq !== undefined)
    return { roomId, headSeq, read: { kind: 'after', seq: lastSeq }, isReset: false };
  if (lastSeenAt !== undefined) {
    const since = new Date(Math.max(0, Date.parse(lastSeenAt) - LIMITS.syncOverlapMs));
    return { roomId, headSeq, read: { kind: 'since', since }, isReset: false };
  }
  return { roomId, headSeq, read: { kind: 'nothing' }, isReset: false };
}

/** What to send of a page that was read one longer than allowed, and what to tell about it. */
export function settle(plan: RoomPlan, page: Message[]): { messages: Message[]; result: RoomSyncResult } {
  const limit = LIMITS.syncMessagesPerRoomMax;
  const isLonger = page.length > limit;
  // Behind a seq the oldest come first; since a time the newest matter, and they are already at the end.
  const messages = plan.read.kind === 'after' ? page.slice(0, limit) : page.slice(-limit);
  const newest = messages.at(-1)?.seq ?? 0;
  const headSeq = Math.max(plan.headSeq, newest);
  const isPartial = plan.read.kind === 'after' && isLonger;
  const result: RoomSyncResult = {
    roomId: plan.roomId,
    synced: true,
    messageCount: messages.length,
    lastSeq: isPartial ? newest : headSeq,
    headSeq,
    hasMore: isLonger && !plan.isReset,
    ...(plan.isReset && { reset: true }),
  };
  return { messages, result };
}
