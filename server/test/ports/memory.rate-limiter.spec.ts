import { describe, expect, it } from '@jest/globals';
import type { Clock } from '../../src/common/index.js';
import { Config } from '../../src/config/index.js';
import { MemoryRateLimiter } from '../../src/rate-limit/memory.rate-limiter.js';
import { describeRateLimiter, type RateLimits, StandingClock } from './rate-limiter.suite.js';

function create(limits: RateLimits, clock: Clock): MemoryRateLimiter {
  const texts = Object.entries(limits).map(([key, value]) => [key, String(value)] as const);
  const required = { DATABASE_URL: 'postgresql://db/chat', JWT_SECRET: 'demo', CODE_DELIVERY: 'response' };
  return new MemoryRateLimiter(new Config({ ...required, ...Object.fromEntries(texts) }), clock);
}

describe('the rate limiter in memory', () => {
  describeRateLimiter(create);

  const LIMITS = { RATE_LIMIT_MESSAGES: 5, RATE_LIMIT_WINDOW_MS: 10_000, RATE_LIMIT_MUTE_MS: 30_000 };

  it('forgets a hundred thousand people while a few go on', async () => {
    const clock = new StandingClock();
    const limiter = create(LIMITS, clock);
    for (let person = 0; person < 100_000; person += 1)
      await limiter.take(`person-${String(person)}`, 'first');
    expect(limiter.size).toBe(100_000);
    clock.ms += 10_001;
    for (let take = 0; take < 50_000; take += 1) await limiter.take(`regular-${String(take % 10)}`, 'again');
    expect(limiter.size).toBe(10);
  });

  it('remembers no more people than came within the last window, however many come', async () => {
    const clock = new StandingClock();
    const limiter = create(LIMITS, clock);
    let most = 0;
    for (let person = 0; person < 100_000; person += 1) {
      clock.ms += 10;
      await limiter.take(`person-${String(person)}`, 'only');
      most = Math.max(most, limiter.size);
    }
    expect(most).toBeLessThanOrEqual(1_001);
  });

  it('remembers people who are muted for as long as they are', async () => {
    const clock = new StandingClock();
    const limiter = create(LIMITS, clock);
    for (let take = 0; take < 6; take += 1) await limiter.take('muted', `id-${String(take)}`);
    clock.ms += 20_000;
    for (let person = 0; person < 100; person += 1) await limiter.take(`person-${String(person)}`, 'only');
    expect(await limiter.take('muted', 'seventh')).toMatchObject({ isAllowed: false, isNewlyMuted: false });
    clock.ms += 50_000;
    for (let take = 0; take < 100; take += 1) await limiter.take('bob', 'same');
    expect(limiter.size).toBe(1);
  });

  it('forgets whose only take was released', async () => {
    const limiter = create(LIMITS, new StandingClock());
    await limiter.take('alice', 'only');
    await limiter.release('alice', 'only');
    expect(limiter.size).toBe(0);
  });
});
