import { beforeEach, describe, expect, it } from '@jest/globals';
import { Clock } from '../../src/common/index.js';
import type { RateLimiter } from '../../src/rate-limit/rate-limiter.js';

/** A clock that stands still until it is set. */
export class StandingClock extends Clock {
  /** How far the clock of the day was set forward or back. */
  jumpMs = 0;
  ms = 1_000_000;

  now(): number {
    return this.ms + this.jumpMs;
  }

  monotonic(): number {
    return this.ms;
  }
}

export interface RateLimits {
  RATE_LIMIT_MESSAGES: number;
  RATE_LIMIT_WINDOW_MS: number;
  RATE_LIMIT_MUTE_MS: number;
}

const LIMITS: RateLimits = {
  RATE_LIMIT_MESSAGES: 5,
  RATE_LIMIT_WINDOW_MS: 10_000,
  RATE_LIMIT_MUTE_MS: 30_000,
};

/** What every rate limiter has to do, whatever remembers the takes. */
export function describeRateLimiter<Limiter extends RateLimiter>(
  create: (limits: RateLimits, clock: Clock) => Limiter,
): void {
  let clock: StandingClock;
  let limiter: Limiter;
  let count: number;
  beforeEach(() => {
    clock = new StandingClock();
    limiter = create(LIMITS, clock);
    count = 0;
  });

  const at = (ms: number) => (clock.ms = 1_000_000 + ms);
  const take = (key = 'alice') => limiter.take(key, `id-${String((count += 1))}`);
  /** Five at once. */
  const fill = (key = 'alice') => Promise.all(Array.from({ length: 5 }, () => take(key)));
  const ALLOWED = { isAllowed: true, isCounted: true };
  const KNOWN = { isAllowed: true, isCounted: false };
  const muted = (untilMs: number, isNewlyMuted: boolean) => ({
    isAllowed: false,
    mutedForMs: 1_000_000 + untilMs - clock.ms,
    mutedUntil: 1_000_000 + untilMs + clock.jumpMs,
    isNewlyMuted,
  });

  describe('a rate of one’s own', () => {
    const rate = { limit: 2, windowMs: 60_000, muteMs: 5_000 };
    const slowly = () => limiter.take('alice', `id-${String((count += 1))}`, rate);

    it('counts instead of the configured one', async () => {
      expect([await slowly(), await slowly()]).toEqual([ALLOWED, ALLOWED]);
      at(20_000);
      expect(await slowly()).toEqual(muted(25_000, true));
      at(25_000);
      expect(await slowly()).toEqual(muted(30_000, true));
      at(60_000);
      expect(await slowly()).toEqual(ALLOWED);
    });

    it('counts from the take on that comes with it', async () => {
      await fill();
      expect(await limiter.take('alice', 'more', { limit: 6, windowMs: 10_000, muteMs: 1 })).toEqual(ALLOWED);
      expect(await slowly()).toEqual(muted(5_000, true));
    });
  });

  describe('within a window', () => {
    it('five are allowed and the sixth mutes', async () => {
      expect(await fill()).toEqual(Array.from({ length: 5 }, () => ALLOWED));
      expect(await take()).toEqual(muted(30_000, true));
    });

    it('keys do not know of each other', async () => {
      await fill('alice');
      await take('alice');
      expect(await fill('bob')).toEqual(Array.from({ length: 5 }, () => ALLOWED));
    });

    it('slides: a take makes room for another exactly when it is ten seconds old', async () => {
      for (const ms of [0, 2_000, 4_000, 6_000, 8_000]) {
        at(ms);
        expect(await take()).toEqual(ALLOWED);
      }
      at(10_000);
      expect(await take()).toEqual(ALLOWED);
      at(11_999);
      expect(await take()).toEqual(muted(41_999, true));
    });

    it('does not begin anew at fixed times', async () => {
      at(9_999);
      await fill();
      at(10_001);
      expect(await take()).toMatchObject({ isAllowed: false });
    });

    it('never allows more than five, whenever they come', async () => {
      const allowed: number[] = [];
      let random = 42;
      for (let ms = 0; ms < 600_000; ms += random % 3_000) {
        random = (random * 1_103_515_245 + 12_345) % 2 ** 31;
        at(ms);
        if ((await take()).isAllowed) allowed.push(ms);
      }
      expect(allowed.length).toBeGreaterThan(50);
      const crowded = allowed.filter((ms, index) => ms - (allowed[index - 5] ?? -Infinity) < 10_000);
      expect(crowded).toEqual([]);
    });
  });

  describe('a mute', () => {
    it('lasts thirty seconds to the millisecond', async () => {
      await fill();
      await take();
      at(29_999);
      expect(await take()).toEqual(muted(30_000, false));
      at(30_000);
      expect(await fill()).toEqual(Array.from({ length: 5 }, () => ALLOWED));
    });

    it('is told as no longer than it is, at whatever fraction of a millisecond it begins', async () => {
      const told = new Set<number | false>();
      for (let n = 0; n < 1_000; n += 1) {
        clock.ms = 4_000.1 + n / 7;
        await fill(`person-${String(n)}`);
        const verdict = await take(`person-${String(n)}`);
        told.add(!verdict.isAllowed && verdict.mutedForMs);
      }
      expect(told).toEqual(new Set([30_000]));
    });

    it('is not made longer by trying on', async () => {
      await fill();
      await take();
      for (let ms = 0; ms < 30_000; ms += 1_000) {
        at(ms);
        expect(await take()).toEqual(muted(30_000, false));
      }
      at(30_000);
      expect(await take()).toEqual(ALLOWED);
    });

    it('begins again for whoever goes on', async () => {
      await fill();
      await take();
      at(30_000);
      await fill();
      expect(await take()).toEqual(muted(60_000, true));
    });

    it('does not count the refused takes', async () => {
      await fill();
      at(9_000);
      await take();
      await take();
      at(39_000);
      expect(await fill()).toEqual(Array.from({ length: 5 }, () => ALLOWED));
    });
  });

  describe.each([
    ['back', -3_600_000],
    ['forward', 3_600_000],
  ])('a clock that is set %s by an hour', (_case, jumpMs) => {
    it('makes a mute neither longer nor shorter, and its end is told by the new time', async () => {
      await fill();
      expect(await take()).toEqual(muted(30_000, true));
      at(10_000);
      clock.jumpMs = jumpMs;
      expect(await take()).toEqual(muted(30_000, false));
      at(29_999);
      expect(await take()).toEqual(muted(30_000, false));
      at(30_000);
      expect(await fill()).toEqual(Array.from({ length: 5 }, () => ALLOWED));
    });

    it('leaves the window as it is', async () => {
      await fill();
      clock.jumpMs = jumpMs;
      at(9_999);
      expect(await take()).toMatchObject({ isAllowed: false });
    });

    it('lets nobody be counted anew', async () => {
      await fill();
      clock.jumpMs = jumpMs;
      at(10_000);
      expect(await fill()).toEqual(Array.from({ length: 5 }, () => ALLOWED));
      expect(await take()).toEqual(muted(40_000, true));
    });
  });

  describe('an id that was counted', () => {
    it('is allowed again and not counted again', async () => {
      expect(await limiter.take('alice', 'same')).toEqual(ALLOWED);
      for (let repeat = 0; repeat < 20; repeat += 1)
        expect(await limiter.take('alice', 'same')).toEqual(KNOWN);
      for (let more = 0; more < 4; more += 1) expect(await take()).toEqual(ALLOWED);
      expect(await take()).toMatchObject({ isAllowed: false });
    });

    it('is allowed even while its key is muted', async () => {
      await fill();
      await take();
      expect(await limiter.take('alice', 'id-3')).toEqual(KNOWN);
    });

    it('is not that of another key', async () => {
      await fill('bob');
      expect(await limiter.take('alice', 'id-1')).toEqual(ALLOWED);
      for (let more = 0; more < 4; more += 1) expect(await take()).toEqual(ALLOWED);
      expect(await take()).toMatchObject({ isAllowed: false });
    });
  });

  describe('a release', () => {
    it('gives the place back', async () => {
      await fill();
      await limiter.release('alice', 'id-2');
      expect(await take()).toEqual(ALLOWED);
      expect(await take()).toMatchObject({ isAllowed: false });
    });

    it('gives it back once', async () => {
      await fill();
      await limiter.release('alice', 'id-2');
      await limiter.release('alice', 'id-2');
      await take();
      expect(await take()).toMatchObject({ isAllowed: false });
    });

    it('does not end a mute', async () => {
      await fill();
      await take();
      for (const id of ['id-1', 'id-2', 'id-3', 'id-4', 'id-5', 'id-6']) await limiter.release('alice', id);
      expect(await take()).toEqual(muted(30_000, false));
    });

    it('of what was never taken changes nothing', async () => {
      await limiter.release('nobody', 'id-1');
      await fill();
      await limiter.release('alice', 'unknown');
      await limiter.release('bob', 'id-1');
      expect(await take()).toMatchObject({ isAllowed: false });
    });
  });

  describe('takes at once', () => {
    it('of one key are counted one after the other and answered in the order of the calls', async () => {
      const answered: number[] = [];
      const verdicts = await Promise.all(
        Array.from({ length: 12 }, async (_, n) => {
          const verdict = await take();
          answered.push(n);
          return verdict;
        }),
      );
      expect(verdicts.map(({ isAllowed }) => isAllowed)).toEqual(Array.from({ length: 12 }, (_, n) => n < 5));
      expect(verdicts.filter((verdict) => !verdict.isAllowed && verdict.isNewlyMuted)).toHaveLength(1);
      expect(answered).toEqual(Array.from({ length: 12 }, (_, n) => n));
    });

    it('under one id are counted once', async () => {
      const verdicts = await Promise.all(Array.from({ length: 12 }, () => limiter.take('alice', 'same')));
      expect(verdicts).toEqual([ALLOWED, ...Array.from({ length: 11 }, () => KNOWN)]);
    });

    it('of many keys are all counted', async () => {
      const keys = Array.from({ length: 50 }, (_, n) => `person-${String(n)}`);
      const verdicts = await Promise.all(keys.flatMap((key) => Array.from({ length: 6 }, () => take(key))));
      expect(verdicts.filter(({ isAllowed }) => isAllowed)).toHaveLength(250);
    });

    it('see the releases that were called before them', async () => {
      await fill();
      const [, allowed, refused] = await Promise.all([limiter.release('alice', 'id-1'), take(), take()]);
      expect(allowed).toEqual(ALLOWED);
      expect(refused).toMatchObject({ isAllowed: false });
    });
  });
}
