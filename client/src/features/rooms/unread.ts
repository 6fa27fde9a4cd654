import { LIMITS, type Message, type Room } from '@chatket/contract';
import { countUnread } from '../../store';

export interface Unread {
  /** How many messages of others I have not seen, exact up to the limit. */
  count: number;
  /** There is something new, though nobody may have counted it yet. */
  hasNews: boolean;
}

interface Position {
  seenSeq: number;
  myId: string;
  /** What of the room is loaded here, oldest first. */
  messages: readonly Message[];
}

export function unreadOf(room: Room, { seenSeq, myId, messages }: Position): Unread {
  const counted = countUnread(messages, { seenSeq, myId });
  // The server has counted what was not loaded here; its number holds as long as I have read nothing since.
  const told = (room.lastReadSeq ?? -1) >= seenSeq ? (room.unread ?? 0) : 0;
  const last = room.lastMessage;
  const count = Math.max(counted, told);
  const hasNews = count > 0 || (last !== undefined && last.seq > seenSeq && last.sender.id !== myId);
  return { count, hasNews };
}

/** The number as it is shown: beyond what is counted exactly it ends in a plus. */
export function shownCount(count: number): string {
  const most = LIMITS.unreadCountMax - 1;
  return count > most ? `${most}+` : String(count);
}
