import type { Message } from '@chatket/contract';
import type { Hold } from './place';
import type { Row } from './rows';

const ENOUGH_AT_FIRST = 30;
/** To the first unread message one goes back so far and no further. */
const UNREAD_REACH = 300;
const FIRST_NEWS_OFFSET_PX = 108;

/**
 * Whether so much is loaded that the room can be shown: a full screen of what is drawn, up to the seq `unreadFrom` unless that
 * is too far up.
 */
export function isEnough(
  rows: readonly Row[],
  { messages }: { messages: readonly Message[] },
  unreadFrom: number | undefined,
): boolean {
  if (rows.length < ENOUGH_AT_FIRST) return false;
  return unreadFrom === undefined || (messages[0]?.seq ?? 0) <= unreadFrom || rows.length >= UNREAD_REACH;
}

/** Where the room opens: at the message that a link leads to, else at what is new, else at the end. */
export function beginAt(
  rows: readonly Row[],
  { messageId, hasLine }: { messageId: string | undefined; hasLine: boolean },
): Hold {
  const target = rows.find((row) => row.kind === 'message' && row.message.messageId === messageId);
  if (target) return { kind: 'row', key: target.key, edge: 'top', offset: 'center' };
  return (hasLine && messageId === undefined && atNews(rows)) || { kind: 'bottom' };
}

/**
 * The line with its first messages. Not the line itself is held: as long as its place is not loaded, it stands before the
 * oldest message that is, and goes up with every page that comes.
 */
export function atNews(rows: readonly Row[]): Hold | undefined {
  const line = rows.findIndex((row) => row.kind === 'new');
  const first = line === -1 ? undefined : rows.slice(line).find((row) => row.kind === 'message');
  return first && { kind: 'row', key: first.key, edge: 'top', offset: FIRST_NEWS_OFFSET_PX };
}
