import type { Room } from '@chatket/contract';
import { withSpoken } from './spoken-to';

interface Known {
  /** As the room was known when the list was asked for. */
  asked: Room | undefined;
  now: Room | undefined;
}

/**
 * A room of a list that was asked for a while ago, with what was told meanwhile and moves no head: what I am there, what
 * speaks to me, and how many threads are unread. The list may be older than that; it is never newer than what is told next.
 */
export function withToldSince(room: Room, { asked, now }: Known): Room {
  if (!asked || !now || asked === now) return room;
  const told = { ...room };
  if (asked.role !== now.role) told.role = now.role;
  if (asked.unreadThreads !== now.unreadThreads) told.unreadThreads = now.unreadThreads;
  if (room.mentions === undefined || asked.mentionedAt === now.mentionedAt) return told;
  const at = new Set(room.mentionedAt);
  const [before, after] = [new Set(asked.mentionedAt), new Set(now.mentionedAt)];
  for (const seq of before) if (!after.has(seq)) at.delete(seq);
  for (const seq of after) if (!before.has(seq)) at.add(seq);
  return withSpoken(told, at);
}
