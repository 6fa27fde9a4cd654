import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../common/index.js';
import { Throttle, type ThrottleOptions, Throttles } from './throttle.js';

/** The throttles of one process. */
@Injectable()
export class MemoryThrottles extends Throttles {
  private readonly byName = new Map<string, Throttle>();

  create(options: ThrottleOptions): Throttle {
    const throttle = this.byName.get(options.name) ?? new MemoryThrottle(options);
    this.byName.set(options.name, throttle);
    return throttle;
  }
}

class MemoryThrottle extends Throttle {
  private readonly limiter: RateLimiterMemory;
  private readonly windowMs: number;
  private readonly limit: number;

  constructor({ limit, windowMs }: ThrottleOptions) {
    super();
    this.windowMs = windowMs;
    this.limit = limit;
    this.limiter = new RateLimiterMemory({ points: limit, duration: windowMs / 1000 });
  }

  async take(key: string): Promise<void> {
    try {
      await this.limiter.consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      // The library reckons with the clock of the day: set back, it would let people wait for what nobody counts.
      throw tooManyTries(Math.min(refusal.msBeforeNext, this.windowMs));
    }
  }

  async isHalfUsed(key: string): Promise<boolean> {
    const counted = await this.limiter.get(key);
    return counted !== null && counted.consumedPoints >= this.limit / 2;
  }
}

/** @param retryAfterMs until there is room again */
export function tooManyTries(retryAfterMs: number): AppError {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  return new AppError('TOO_MANY_REQUESTS', `Too many tries. Try again in ${String(seconds)} seconds.`, {
    retryAfterMs,
  });
}
