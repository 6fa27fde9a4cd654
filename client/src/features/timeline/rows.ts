import type { Message, UserRef } from '@chatket/contract';
import { dayKey } from '../../lib';
import type { PendingMessage } from '../../store';

export type Row =
  | { kind: 'day'; key: string; at: Date }
  | { kind: 'new'; key: string; at: Date }
  | { kind: 'message'; key: string; message: Message; isFirst: boolean }
  | { kind: 'pending'; key: string; item: PendingMessage; isFirst: boolean };

/** Messages of others with `from` < seq <= `upTo` were waiting when the room was opened. */
export interface UnreadRange {
  from: number;
  upTo: number;
}

interface RowsInput {
  messages: readonly Message[];
  pending: readonly PendingMessage[];
  me: UserRef;
  unread: UnreadRange | undefined;
}

const GROUP_MS = 5 * 60_000;

/** What the conversation shows, top to bottom: messages in groups, day lines, the line of news, my unsent ones last. */
export function buildRows({ messages, pending, me, unread }: RowsInput): Row[] {
  const rows: Row[] = [];
  let previous: { authorId: string; at: Date } | undefined;
  let hasNewLine = false;

  function place(entry: { authorId: string; at: Date }, breakBefore: boolean): boolean {
    const isNewDay = !previous || dayKey(previous.at) !== dayKey(entry.at);
    if (isNewDay) rows.push({ kind: 'day', key: `day:${dayKey(entry.at)}`, at: entry.at });
    const continues =
      !isNewDay &&
      !breakBefore &&
      previous?.authorId === entry.authorId &&
      entry.at.getTime() - previous.at.getTime() < GROUP_MS;
    previous = entry;
    return !continues;
  }

  for (const message of messages) {
    const at = new Date(message.createdAt);
    const isWaiting =
      unread && message.seq > unread.from && message.seq <= unread.upTo && message.sender.id !== me.id;
    const opensNews: boolean = isWaiting === true && !hasNewLine;
    const isFirst = place({ authorId: message.sender.id, at }, opensNews);
    if (opensNews) rows.push({ kind: 'new', key: 'new', at });
    hasNewLine ||= opensNews;
    rows.push({ kind: 'message', key: keyOf(message.sender.id, message.clientMsgId), message, isFirst });
  }

  const arrived = new Set(
    messages.filter((message) => message.sender.id === me.id).map((message) => message.clientMsgId),
  );
  for (const item of pending) {
    if (arrived.has(item.clientMsgId)) continue;
    const isFirst = place({ authorId: me.id, at: new Date(item.order) }, false);
    rows.push({ kind: 'pending', key: keyOf(me.id, item.clientMsgId), item, isFirst });
  }
  return rows;
}

/** The same before and after a message of mine has arrived, so that its row stays the same row. */
function keyOf(authorId: string, clientMsgId: string): string {
  return `${authorId}:${clientMsgId}`;
}
