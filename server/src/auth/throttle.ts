import { type RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../common/index.js';

/** Counts one under the key. @throws AppError `TOO_MANY_REQUESTS`, with the time after which there is room again */
export async function take(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    // The library reckons with the clock of the day: set back, it would let people wait for what nobody counts.
    const retryAfterMs = Math.min(refusal.msBeforeNext, limiter.duration * 1000);
    const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
    throw new AppError('TOO_MANY_REQUESTS', `Too many tries. Try again in ${String(seconds)} seconds.`, {
      retryAfterMs,
    });
  }
}
