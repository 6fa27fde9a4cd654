import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { type Allowance, AppError, Clock, TokenBucket } from '../common/index.js';
import { Config } from '../config/index.js';

const MAX_PEOPLE = 50_000;

/** How often somebody may change messages. Whoever exceeds it is asked to repeat it a little later: nobody is muted. */
@Injectable()
export class ChangeLimiter {
  private readonly buckets = new LRUCache<string, TokenBucket>({ max: MAX_PEOPLE });

  private readonly allowance: Allowance;

  constructor(
    private readonly clock: Clock,
    config: Config,
  ) {
    const burst = config.get('RATE_LIMIT_CHANGES');
    this.allowance = { burst, perSecond: (burst * 1_000) / config.get('RATE_LIMIT_WINDOW_MS') };
  }

  /** @throws AppError `TOO_MANY_REQUESTS` with the time after which it may be repeated */
  take(userId: string): void {
    const now = this.clock.monotonic();
    const bucket = this.buckets.get(userId) ?? new TokenBucket(this.allowance, now);
    this.buckets.set(userId, bucket);
    if (bucket.take(now)) return;
    throw new AppError('TOO_MANY_REQUESTS', 'Too many changes at once. Try again in a moment.', {
      retryAfterMs: Math.ceil(1_000 / this.allowance.perSecond),
    });
  }
}
