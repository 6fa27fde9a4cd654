import type { UserRef } from './users.js';

/** What somebody did with a right that others do not have. */
export interface AuditEntry {
  /** 1, 2, 3 … without a hole. */
  id: number;
  /** ISO 8601, UTC. */
  at: string;
  /** Such as `member.kicked` or `server.role`. */
  action: string;
  /** Who did it; missing: the server by itself, or an account that is gone. */
  actor?: UserRef;
  roomId?: string;
  /** What it is called now; missing for rooms that are gone, or that are their people. */
  roomName?: string;
  /** Whom it was done to. */
  person?: UserRef;
  /** The message, the invitation … it was done to. */
  targetId?: string;
  reason?: string;
  /** What was so before, and what is so since. */
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  /** Of this entry and, through it, of all before it; hexadecimal. */
  hash: string;
}

/** Whether the chain of entries is as it was written. */
export interface AuditCheck {
  isIntact: boolean;
  entryCount: number;
  /** Of the last entry that was looked at: whoever keeps it elsewhere can tell that nothing was cut off. */
  headHash: string;
  /** The first entry that is not as it was written. */
  brokenAt?: number;
  /** Whether the entry that was asked for is there. */
  hasExpected?: boolean;
}
