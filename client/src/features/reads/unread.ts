import { LIMITS, type Message, type Room, type UserRef } from '@chatket/contract';
import { mentions as speaksOf } from '../../lib';
import { countUnread, spokenBehind } from '../../store';

export interface Unread {
  /** How many messages of others I have not seen, exact up to the limit. */
  count: number;
  /** There is something new, though nobody may have counted it yet. */
  hasNews: boolean;
  /** One of the unread messages that are known here speaks of me. */
  isMentioned: boolean;
  /** How many of them speak to me; undefined where the server does not count. */
  mentions: number | undefined;
}

interface Position {
  seenSeq: number;
  me: UserRef;
  /** What of the room is loaded here, oldest first. */
  messages: readonly Message[];
  /** By their ids, people who do not speak to me. */
  blocked: Readonly<Record<string, true>>;
}

/** So far back an unread message that speaks of me is looked for. */
const MENTION_REACH = 200;

export function unreadOf(room: Room, { seenSeq, me, messages, blocked }: Position): Unread {
  const counted = countUnread(messages, { seenSeq, myId: me.id });
  // The server has counted what was not loaded here; its number holds as long as I have read nothing since.
  const told = (room.lastReadSeq ?? -1) >= seenSeq ? (room.unread ?? 0) : 0;
  const last = room.lastMessage;
  const count = Math.max(counted, told);
  const hasNews = count > 0 || (last !== undefined && last.seq > seenSeq && last.sender.id !== me.id);
  const mentions = spokenBehind(room, seenSeq);
  if (mentions !== undefined) return { count, hasNews, isMentioned: mentions > 0, mentions };
  const isForMe = ({ seq, sender, text }: Message) =>
    seq > seenSeq && sender.id !== me.id && !(sender.id in blocked) && speaksOf(text, me.username);
  const isMentioned =
    hasNews && ((last !== undefined && isForMe(last)) || messages.slice(-MENTION_REACH).some(isForMe));
  return { count, hasNews, isMentioned, mentions };
}

/** The number as it is shown: beyond what is counted exactly it ends in a plus. */
export function shownCount(count: number): string {
  const most = LIMITS.unreadCountMax - 1;
  return count > most ? `${most}+` : String(count);
}
