import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Claimed } from './identity.repository.js';

const REMEMBERED = 100_000;

/**
 * What this process has heard of sessions that were ended. It outlives what anybody here can have read of them before: a
 * look-up under way, a handshake, an entry of the cache.
 */
@Injectable()
export class Ended {
  private readonly sessions = new LRUCache<string, true>({ max: REMEMBERED });
  /** People whose tokens without a session are over. Such a token is looked up anew from then on. */
  private readonly people = new LRUCache<string, number>({ max: REMEMBERED });

  note({ sessionIds, userId, before }: Ending): void {
    for (const id of sessionIds) this.sessions.set(id, true);
    if (before !== undefined) this.people.set(userId, before);
  }

  has({ sessionId }: Claimed): boolean {
    return sessionId !== undefined && this.sessions.has(sessionId);
  }

  /** Since when, in ms, tokens of that person count that have no session. */
  validFrom(userId: string): number {
    return this.people.get(userId) ?? 0;
  }
}

/** Sessions of a person that were ended. */
export interface Ending {
  userId: string;
  sessionIds: readonly string[];
  /** Tokens of theirs that were issued before, in ms, and have no session. */
  before?: number | undefined;
}
