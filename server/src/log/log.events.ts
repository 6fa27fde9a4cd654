import type { LogEntry } from '@chatket/contract';
import { defineEvent } from '../events/index.js';

/** A part of a room's log: everything there is from `firstSeq` to `lastSeq`. A seq without an entry was compacted. */
export interface Segment {
  roomId: string;
  firstSeq: number;
  lastSeq: number;
  /** Ascending by seq. */
  entries: LogEntry[];
}

/** What has been added to a room's log. The segments of a room are announced in order, each behind the one before it. */
export const entriesCommitted = defineEvent<Segment>('log.committed');
