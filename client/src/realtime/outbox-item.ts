import type { AckFailure, ErrorCode } from '@chatket/contract';
import { steadyNow } from '../lib';

/** A message of mine that is not in the room yet, as far as I know. */
export interface OutboxItem {
  clientMsgId: string;
  roomId: string;
  text: string;
  /** When it was written, in ms; grows strictly, so it also orders the items. */
  order: number;
  state: OutboxState;
  /** One of the parts of a long text: they go out slowly, and wait for the end of a mute by themselves. */
  isPart?: boolean;
}

export type OutboxState =
  /** Waits for its turn, for the connection, or for the ack. */
  | { kind: 'queued' }
  /** Stored; its copy from the server has not come back yet. */
  | { kind: 'sent'; seq: number }
  | Failed
  | Muted;

interface Failed {
  kind: 'failed';
  /** Why: the words for it are those of the language the person reads then. */
  code: ErrorCode;
}

export interface Muted {
  kind: 'muted';
  /** What was left of the mute when it was heard of, and its end by `steadyNow`. */
  forMs: number;
  until: number;
}

export type Verdict = 'retry' | Failed | Muted;

/** What a refused send means for the message. */
export function judge({ code, retryable, mutedForMs }: AckFailure): Verdict {
  switch (code) {
    // The session is over, not the message: it waits for the next login.
    case 'UNAUTHENTICATED':
    case 'TOKEN_EXPIRED':
      return 'retry';
    case 'RATE_LIMITED':
      return mutedForMs === undefined
        ? 'retry'
        : { kind: 'muted', forMs: mutedForMs, until: steadyNow() + mutedForMs };
    default:
      return retryable ? 'retry' : { kind: 'failed', code };
  }
}

export function byOrder(one: OutboxItem, other: OutboxItem): number {
  return one.order - other.order;
}
