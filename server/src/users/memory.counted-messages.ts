import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock } from '../common/index.js';
import { COUNTED_MS, CountedMessages } from './counted-messages.js';

const MAX_PEOPLE = 10_000;

/** What was said to one process. */
@Injectable()
export class MemoryCountedMessages extends CountedMessages {
  private readonly said = new LRUCache<string, { key: string; at: number }[]>({ max: MAX_PEOPLE });

  constructor(private readonly clock: Clock) {
    super();
  }

  count({ userId, key }: { userId: string; key: string }, limit: number): Promise<number | undefined> {
    const now = this.clock.monotonic();
    const within = (this.said.get(userId) ?? []).filter(({ at }) => at > now - COUNTED_MS);
    if (within.some((counted) => counted.key === key)) return Promise.resolve(undefined);
    const [first] = within;
    if (within.length >= limit && first) return Promise.resolve(Math.ceil(first.at + COUNTED_MS - now));
    this.said.set(userId, [...within, { key, at: now }]);
    return Promise.resolve(undefined);
  }
}
