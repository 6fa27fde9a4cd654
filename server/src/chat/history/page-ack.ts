import type { HistoryPage } from '@chatket/contract';
import { RawAck } from '../../realtime/index.js';
import type { MessagePage } from './list-messages.js';

/** A page as the ack of `room:page`. */
export function pageAck({ json, nextCursor }: MessagePage): RawAck<HistoryPage> {
  const cursor = nextCursor === undefined ? '' : `,"nextCursor":${JSON.stringify(nextCursor)}`;
  return new RawAck(`"messages":${json}${cursor}`);
}
