import type { AckFailure } from '@chatket/contract';

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
  | { kind: 'muted'; until: string };

interface Failed {
  kind: 'failed';
  error: string;
  /** The room is not, or no longer, mine. */
  isOutsider?: boolean;
}

export type Verdict = 'retry' | Failed | { kind: 'muted'; until: string };

/** What a refused send means for the message. */
export function judge(failure: AckFailure): Verdict {
  switch (failure.code) {
    // The session is over, not the message: it waits for the next login.
    case 'UNAUTHENTICATED':
    case 'TOKEN_EXPIRED':
      return 'retry';
    case 'RATE_LIMITED':
      return failure.mutedUntil ? { kind: 'muted', until: failure.mutedUntil } : 'retry';
    case 'NOT_A_MEMBER':
    case 'ROOM_NOT_FOUND':
      return { kind: 'failed', error: failure.error, isOutsider: true };
    default:
      return failure.retryable ? 'retry' : { kind: 'failed', error: failure.error };
  }
}

export function byOrder(one: OutboxItem, other: OutboxItem): number {
  return one.order - other.order;
}
