import { beforeEach, describe, expect, it } from '@jest/globals';
import { SystemClock } from '../../src/common/index.js';
import { MemoryRateLimiter } from '../../src/rate-limit/memory.rate-limiter.js';
import type { Verdict } from '../../src/rate-limit/index.js';
import { RedisRateLimiter } from '../../src/rate-limit/redis.rate-limiter.js';
import { TAKE } from '../../src/rate-limit/takes.lua.js';
import type { RedisLink } from '../../src/redis/index.js';
import { NearBus } from '../support/near-bus.js';
import { configOf, useRedis } from './redis.suite.js';

const redis = useRedis();
const clock = new SystemClock();

/** One of two processes: alice sends by it. */
class Process {
  /** How often Redis was asked before somebody was answered. */
  asked = 0;
  private readonly limiter: RedisRateLimiter;

  constructor(
    readonly bus: NearBus,
    limit: number,
  ) {
    const config = configOf({ RATE_LIMIT_WINDOW_MS: '3600000', RATE_LIMIT_MESSAGES: String(limit) });
    const link = redis.patientLink;
    const run = link.run.bind(link);
    const counting: RedisLink = Object.assign(link, {
      run: (...args: Parameters<RedisLink['run']>) => {
        if (args[0] === TAKE) this.asked += 1;
        return run(...args);
      },
    });
    const here = new MemoryRateLimiter(config, clock);
    this.limiter = new RedisRateLimiter({ redis: counting, bus, here, clock, config });
  }

  take(id: string): Promise<Verdict> {
    return this.limiter.take('alice', id);
  }

  /** One after the other. @returns how many were allowed */
  async send(count: number, name: string): Promise<number> {
    let allowed = 0;
    for (let n = 0; n < count; n += 1) if ((await this.take(`${name}-${String(n)}`)).isAllowed) allowed += 1;
    return allowed;
  }

  release(id: string): Promise<void> {
    return this.limiter.release('alice', id);
  }

  /** Resolves when Redis knows of everything that was counted here. */
  settled(): Promise<void> {
    return this.limiter.release('nobody', 'nothing');
  }
}

/** What one process tells the other has come. */
const told = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

const two = (limit = 5) => NearBus.several(2).map((bus) => new Process(bus, limit)) as [Process, Process];

let one: Process;
let other: Process;
beforeEach(() => {
  [one, other] = two();
});

describe('a person who sends by one process', () => {
  it('is counted there at once behind the first message, up to half of the limit', async () => {
    await one.send(2, 'first');
    expect(one.asked).toBe(1);
    expect(await one.send(8, 'more')).toBe(3);
    expect(one.asked).toBeGreaterThan(3);
  });

  it('is known by an id with line breaks too, of which the other hears as it is', async () => {
    const id = 'second\nalice\nthird';
    await one.send(1, 'first');
    expect(await one.take(id)).toEqual({ isAllowed: true, isCounted: true });
    await one.settled();
    expect(await other.take(id)).toEqual({ isAllowed: true, isCounted: false });
    expect(await other.send(8, 'there')).toBe(3);
  });

  it('is known to the other within moments', async () => {
    await one.send(2, 'here');
    await one.settled();
    expect(await other.send(8, 'there')).toBe(3);
  });

  it('is asked for each time while what others say comes late', async () => {
    one.bus.become(false);
    await one.send(2, 'late');
    expect(one.asked).toBe(2);
    one.bus.become(true);
    await one.send(1, 'asked once more');
    expect(one.asked).toBe(3);
  });

  it('is asked for again behind a time in which others may not have been heard', async () => {
    await one.send(1, 'before');
    one.bus.become(false);
    one.bus.become(true);
    await one.send(1, 'after');
    expect(one.asked).toBe(2);
  });
});

describe('a person who comes to another process', () => {
  it('is counted to the message, wherever they go on', async () => {
    expect(await one.send(2, 'here')).toBe(2);
    await one.settled();
    expect(await other.send(2, 'there')).toBe(2);
    await Promise.all([told(), other.settled()]);
    expect(await one.send(8, 'here again')).toBe(1);
    expect(await other.send(1, 'and there')).toBe(0);
  });

  it('is muted at both, by whichever', async () => {
    expect(await one.send(2, 'here')).toBe(2);
    await one.settled();
    await other.send(8, 'there');
    await told();
    expect(await one.take('here again')).toMatchObject({ isAllowed: false, isNewlyMuted: false });
  });

  it('is asked for again where nobody was heard to say so, with what is told next', async () => {
    one.bus.isDeaf = true;
    await one.send(1, 'here');
    await one.settled();
    await other.send(1, 'there');
    await told();
    expect(await one.send(1, 'unaware')).toBe(1);
    await one.settled();
    const { asked } = one;
    expect(await one.send(8, 'aware')).toBe(2);
    expect(one.asked).toBe(asked + 8);
  });

  it('S257 has no more than the half that was on its way when they send by both at once', async () => {
    const both = await Promise.all([one.send(40, 'here'), other.send(40, 'there')]);
    expect(both[0] + both[1]).toBeLessThanOrEqual(5 + 2);
  });
});

describe('an id that the other process has counted', () => {
  it('is theirs: taking it back here leaves it counted', async () => {
    [one, other] = two(10);
    expect(await other.take('same')).toMatchObject({ isCounted: true });
    expect(await one.send(1, 'first')).toBe(1);
    expect(await one.take('same')).toMatchObject({ isCounted: true });
    expect(one.asked).toBe(1);
    await one.release('same');
    await told();
    expect(await other.send(12, 'more')).toBe(8);
  });

  it('is given back where it was counted here', async () => {
    await one.send(1, 'first');
    await one.take('mine');
    await one.release('mine');
    expect(await other.send(8, 'more')).toBe(4);
  });
});
