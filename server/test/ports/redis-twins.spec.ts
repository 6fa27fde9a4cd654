import { describe, expect, it } from '@jest/globals';
import { AppError, type Clock, SystemClock } from '../../src/common/index.js';
import { MemoryThrottles } from '../../src/auth/memory.throttles.js';
import { RedisThrottles } from '../../src/auth/redis.throttles.js';
import { MemoryPresenceStore } from '../../src/presence/memory.presence-store.js';
import { RedisPresenceStore } from '../../src/presence/redis.presence-store.js';
import { MemoryRateLimiter } from '../../src/rate-limit/memory.rate-limiter.js';
import { RedisRateLimiter } from '../../src/rate-limit/redis.rate-limiter.js';
import { RedisScript } from '../../src/redis/index.js';
import { MemoryPersonConnections } from '../../src/realtime/memory.person-connections.js';
import { RedisPersonConnections } from '../../src/realtime/redis.person-connections.js';
import { MemoryCountedMessages } from '../../src/users/memory.counted-messages.js';
import { RedisCountedMessages } from '../../src/users/redis.counted-messages.js';
import { describeCountedMessages } from './counted-messages.suite.js';
import { describePersonConnections } from './person-connections.suite.js';
import { describePresenceStore } from './presence-store.suite.js';
import { describeRateLimiter, type RateLimits, StandingClock } from './rate-limiter.suite.js';
import { NearBus } from '../support/near-bus.js';
import { configOf, useRedis } from './redis.suite.js';
import { describeThrottles } from './throttles.suite.js';

const redis = useRedis();
const clock = new SystemClock();
const LIMITS: RateLimits = {
  RATE_LIMIT_MESSAGES: 5,
  RATE_LIMIT_WINDOW_MS: 10_000,
  RATE_LIMIT_MUTE_MS: 30_000,
};
/** For what goes by the system's clock: what is tried within a window is, however long Redis takes to come back. */
const LONG_LIMITS: RateLimits = { ...LIMITS, RATE_LIMIT_WINDOW_MS: 3_600_000 };

function rateLimiter(
  limits: RateLimits,
  by: Clock,
  { link = redis.patientLink, bus = new NearBus() } = {},
): RedisRateLimiter {
  const config = configOf(
    Object.fromEntries(Object.entries(limits).map(([key, value]) => [key, String(value)])),
  );
  const here = new MemoryRateLimiter(config, by);
  return new RedisRateLimiter({ redis: link, bus, here, clock: by, config, timeMs: () => by.monotonic() });
}
const throttles = () => new RedisThrottles(redis.patientLink, new MemoryThrottles(), clock);
const connections = () => new RedisPersonConnections(redis.patientLink, new MemoryPersonConnections());
const counted = () => new RedisCountedMessages(redis.patientLink, new MemoryCountedMessages(clock), clock);

/** How many of those who try are let through. */
async function allowed(tries: Promise<unknown>[]): Promise<number> {
  return (await Promise.all(tries)).filter((answer) => answer === true).length;
}
/** The clock of Redis goes back: what it has noted with a time lies in the future. */
async function goBack(key: string, ms: number): Promise<void> {
  const client = await redis.link.main();
  const name = redis.link.prefix + key;
  for (const member of await client.zrange(name, '0', '-1')) await client.zincrby(name, ms, member);
}
/** The clock of Redis goes back: what ends by it lives for so much longer. */
async function liveLonger(pattern: string, ms: number): Promise<void> {
  const client = await redis.link.main();
  const names = await client.keys(redis.link.prefix + pattern);
  expect(names).not.toEqual([]);
  for (const name of names) await client.pexpire(name, (await client.pttl(name)) + ms);
}
const HOUR_MS = 3_600_000;
const times = <T>(count: number, make: (n: number) => T) => Array.from({ length: count }, (_, n) => make(n));

/** Redis is gone while it runs, and back and empty afterwards. */
async function without(work: () => Promise<void>): Promise<void> {
  await redis.server.kill();
  try {
    await work();
  } finally {
    await redis.server.up();
    await redis.untilUp();
  }
}

it('an answer of Redis that came while the process stood still has come', async () => {
  const { link } = redis;
  const script = new RedisScript('return 7');
  await link.run(script, [], [], 30_000);
  const answer = link.run(script, [], [], 100);
  // It is asked at the end of this turn.
  await new Promise(setImmediate);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000);
  expect(await answer).toBe(7);
});

describe('the rate limiter in Redis', () => {
  describeRateLimiter((limits, by) => rateLimiter(limits, by));

  const take = async (limiter: RedisRateLimiter, id: string) => (await limiter.take('alice', id)).isAllowed;

  it('S257 allows two processes together as much as one, with one mute', async () => {
    const [one, other] = NearBus.several(2).map((bus) => rateLimiter(LONG_LIMITS, clock, { bus })) as [
      RedisRateLimiter,
      RedisRateLimiter,
    ];
    const verdicts = await Promise.all(
      times(400, (n) => (n % 2 === 0 ? one : other).take('alice', `id-${String(n)}`)),
    );
    expect(verdicts.filter(({ isAllowed }) => isAllowed)).toHaveLength(5);
    expect(verdicts.filter((verdict) => !verdict.isAllowed && verdict.isNewlyMuted)).toHaveLength(1);
  });

  it('answers as the one in memory does, whatever is asked of it', async () => {
    const by = new StandingClock();
    const [inRedis, inMemory] = [rateLimiter(LIMITS, by), new MemoryRateLimiter(configOf({}), by)];
    let random = 7;
    const next = (below: number) => (random = (random * 1_103_515_245 + 12_345) % 2 ** 31) % below;
    for (let step = 0; step < 2_000; step += 1) {
      by.ms += next(1_500);
      const [key, id] = [`person-${String(next(3))}`, `id-${String(next(40))}`];
      if (next(10) === 0) await Promise.all([inRedis.release(key, id), inMemory.release(key, id)]);
      else {
        const [one, other] = await Promise.all([inRedis.take(key, id), inMemory.take(key, id)]);
        expect({ step, ...one }).toEqual({ step, ...other });
      }
    }
  });

  it('S258 goes on in the process when Redis is gone, and doubts it when it is back, empty', async () => {
    const limiter = rateLimiter(LONG_LIMITS, clock);
    expect(await allowed(times(3, (n) => take(limiter, `before-${String(n)}`)))).toBe(3);
    await without(async () => {
      expect(await allowed(times(10, (n) => take(limiter, `meanwhile-${String(n)}`)))).toBe(2);
    });
    expect(await allowed(times(10, (n) => take(limiter, `after-${String(n)}`)))).toBe(0);
  });

  it('mutes nobody for longer when the clock of Redis goes back', async () => {
    const [before, after] = [new StandingClock(), new StandingClock()];
    before.ms = after.ms + HOUR_MS;
    const [one, other] = [before, after].map((by) => rateLimiter(LIMITS, by)) as [
      RedisRateLimiter,
      RedisRateLimiter,
    ];
    expect(await allowed(times(8, (n) => take(one, `before-${String(n)}`)))).toBe(5);
    expect(await allowed(times(8, (n) => take(other, `after-${String(n)}`)))).toBe(5);
    after.ms += LIMITS.RATE_LIMIT_MUTE_MS;
    expect(await take(other, 'later')).toBe(true);
  });

  it('does not wait for a Redis that stands still', async () => {
    const limiter = rateLimiter(LONG_LIMITS, clock, { link: redis.link });
    redis.server.pause();
    try {
      expect(await allowed(times(8, (n) => take(limiter, `id-${String(n)}`)))).toBe(5);
    } finally {
      redis.server.resume();
    }
  });
});

describe('the throttles in Redis', () => {
  describeThrottles(throttles);

  const options = { name: 'codes', limit: 5, windowMs: HOUR_MS };
  const tries = (count: number, ...all: RedisThrottles[]) =>
    allowed(
      times(count, async (n) => {
        const error: unknown = await all[n % all.length]
          ?.create(options)
          .take('alice')
          .catch((e: unknown) => e);
        if (error !== undefined) expect(error).toBeInstanceOf(AppError);
        return error === undefined;
      }),
    );

  it('S257 count for two processes together', async () => {
    expect(await tries(50, throttles(), throttles())).toBe(5);
  });

  it('S258 go on in the process when Redis is gone, and doubt it when it is back, empty', async () => {
    const all = throttles();
    const throttle = all.create(options);
    const isAllowed = () =>
      throttle.take('alice').then(
        () => true,
        () => false,
      );
    expect(await allowed(times(3, isAllowed))).toBe(3);
    await without(async () => expect(await allowed(times(10, isAllowed))).toBe(2));
    expect(await allowed(times(10, isAllowed))).toBe(0);
  });

  it('S280 refuse nobody for longer when the clock of Redis goes back', async () => {
    expect(await tries(7, throttles())).toBe(5);
    await liveLonger('throttle:*', HOUR_MS);
    const throttle = throttles().create(options);
    expect(await throttle.isHalfUsed('alice')).toBe(false);
    expect(await tries(7, throttles())).toBe(5);
  });
});

describe('the connections of people in Redis', () => {
  describePersonConnections(connections);

  it('S257 are as many on two processes as on one', async () => {
    const [one, other] = [connections(), connections()];
    const enter = (n: number) => (n % 2 === 0 ? one : other).enter('alice', `tab-${String(n)}`, 3);
    expect(await allowed(times(20, enter))).toBe(3);
  });

  it('S258 are those of the process while Redis is gone, and all again behind the next renewal', async () => {
    const [one, other] = [connections(), connections()];
    expect(await allowed(times(2, (n) => one.enter('alice', `one-${String(n)}`, 3)))).toBe(2);
    await without(async () => {
      expect(await allowed(times(5, (n) => one.enter('alice', `more-${String(n)}`, 3)))).toBe(1);
    });
    await one.renew();
    expect(await other.enter('alice', 'other', 3)).toBe(false);
  });

  it('hold no place for longer when the clock of Redis goes back', async () => {
    const [one, other] = [connections(), connections()];
    expect(await allowed(times(3, (n) => one.enter('alice', `one-${String(n)}`, 3)))).toBe(3);
    await goBack('conns:alice', HOUR_MS);
    expect(await allowed(times(4, (n) => other.enter('alice', `other-${String(n)}`, 3)))).toBe(3);
  });
});

describe('what new people have said, in Redis', () => {
  describeCountedMessages(counted);

  const say = (by: RedisCountedMessages, n: number) =>
    by.count({ userId: 'alice', key: `key-${String(n)}` }, 3).then((waitMs) => waitMs === undefined);

  it('S257 is counted for two processes together', async () => {
    const [one, other] = [counted(), counted()];
    expect(await allowed(times(20, (n) => say(n % 2 === 0 ? one : other, n)))).toBe(3);
  });

  it('S258 is counted by the process while Redis is gone, and by both afterwards', async () => {
    const by = counted();
    expect(await allowed(times(2, (n) => say(by, n)))).toBe(2);
    await without(async () => expect(await allowed(times(5, (n) => say(by, 10 + n)))).toBe(1));
    expect(await allowed(times(5, (n) => say(by, 20 + n)))).toBe(0);
  });

  it('does not count for longer when the clock of Redis goes back', async () => {
    expect(await allowed(times(4, (n) => say(counted(), n)))).toBe(3);
    await goBack('said:alice', HOUR_MS);
    expect(await allowed(times(4, (n) => say(counted(), 10 + n)))).toBe(3);
  });
});

describe('the presence store in Redis', () => {
  const presences = () => new RedisPresenceStore(redis.patientLink, new MemoryPresenceStore());
  describePresenceStore(presences);
  const alice = { roomId: 'kitchen', userId: 'alice' };

  it('knows of a person by whichever process, and takes them out of all', async () => {
    const [one, other] = [presences(), presences()];
    expect(await one.enter(alice, 'tab-1')).toBe(true);
    expect(await other.enter(alice, 'tab-2')).toBe(false);
    expect(await other.online('kitchen')).toEqual(new Set(['alice']));
    expect(await one.close('alice', 'tab-1')).toEqual([]);
    expect(await one.isOnline(alice)).toBe(true);
    expect(await other.leave(alice, 'tab-2')).toBe(true);
    expect(await one.isOnline(alice)).toBe(false);
    await one.enter(alice, 'tab-3');
    await other.remove(alice);
    expect(await other.isOnline(alice)).toBe(false);
  });

  it('S268 forgets the people of a process that lives no more, at once', async () => {
    const [one, other] = [presences(), presences()];
    await one.enter(alice, 'tab-1');
    const client = await redis.link.main();
    const [process = ''] = await client.zrange(`${redis.link.prefix}procs`, '0', '-1');
    await client.zadd(`${redis.link.prefix}procs`, 1, process);
    expect(await other.isOnline(alice)).toBe(false);
    expect(await other.online('kitchen')).toEqual(new Set());
    expect(await other.enter(alice, 'tab-2')).toBe(true);
  });

  it('S268 forgets the people of a process that ended before the clock of Redis went back', async () => {
    const [one, other] = [presences(), presences()];
    await one.enter(alice, 'tab-1');
    await goBack('procs', HOUR_MS);
    await goBack('here:kitchen', HOUR_MS);
    expect(await other.isOnline(alice)).toBe(false);
    expect(await other.online('kitchen')).toEqual(new Set());
    expect(await other.enter(alice, 'tab-2')).toBe(true);
  });

  it('knows those of the process while Redis is gone or stands still, and tells the others when it is back', async () => {
    const [one, other] = [presences(), presences()];
    await one.enter(alice, 'tab-1');
    await without(async () => {
      expect(await one.online('kitchen')).toEqual(new Set(['alice']));
      expect(await one.enter({ roomId: 'kitchen', userId: 'bob' }, 'phone')).toBe(true);
      expect(await other.online('kitchen')).toEqual(new Set());
    });
    one.start();
    try {
      while ((await other.online('kitchen')).size < 2) await new Promise(setImmediate);
    } finally {
      one.stop();
    }
    expect(await other.isOnline(alice)).toBe(true);
  });
});
