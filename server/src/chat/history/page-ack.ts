import type { HistoryPage } from '@chatket/contract';
import { RawAck } from '../../realtime/index.js';
import type { EntryPage } from './list-entries.js';
import type { MessagePage } from './list-messages.js';

/** A page of the log as the ack of `room:page` with `log`. */
export function entriesAck({ messages, lines, nextCursor }: EntryPage): RawAck<HistoryPage> {
  const told = messages.map(({ json }) => json).join(',');
  const cursor = nextCursor === undefined ? '' : `,"nextCursor":${JSON.stringify(nextCursor)}`;
  return new RawAck(`"messages":[${told}],"lines":${JSON.stringify(lines)}${cursor}`);
}

/** A page as the ack of `room:page`. */
export function pageAck({ json, nextCursor }: MessagePage): RawAck<HistoryPage> {
  const cursor = nextCursor === undefined ? '' : `,"nextCursor":${JSON.stringify(nextCursor)}`;
  return new RawAck(`"messages":${json}${cursor}`);
}
