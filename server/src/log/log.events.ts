import type { LogEntry } from '@chatket/contract';
import { defineEvent } from '../events/index.js';

/** A part of a room's log: everything there is from `firstSeq` to `lastSeq`. A seq without an entry was compacted. */
export interface Segment {
  roomId: string;
  firstSeq: number;
  lastSeq: number;
  /** Ascending by seq. */
  entries: LogEntry[];
  /** Another process may have committed it: nothing but the log tells this one of it. */
  isForeign?: true;
  /** The process that has committed it has told of it, and does what is done once for all of them. */
  isTold?: true;
}

/** What has been added to a room's log. The segments of a room are announced in order, each behind the one before it. */
export const entriesCommitted = defineEvent<Segment>('log.committed');

/** The database is another one than before: positions that were known mean nothing any more. */
export const databaseReplaced = defineEvent<object>('log.database-replaced');

/** This process has committed a part of a log, whatever has to come before it is announced. */
export const segmentStored = defineEvent<Segment>('log.stored');
/** This process knows that a log reaches so far, as it has committed something that it cannot show yet. */
export const headNoted = defineEvent<{ roomId: string; seq: number }>('log.head');
