import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../common/index.js';
import { RedisLink, RedisScript } from '../redis/index.js';
import { MemoryThrottles, tooManyTries } from './memory.throttles.js';
import { Throttle, type ThrottleOptions, Throttles } from './throttle.js';

/** An answer that takes longer is not waited for. */
const ANSWER_MS = 150;

/**
 * What is left of a window is never more than the window: where it is, the clock of Redis was set back, and what was counted by
 * the clock before counts no more.
 */
const COUNTED = `
local window = tonumber(ARGV[1])
local left = redis.call('PTTL', KEYS[1])
local count = left >= 0 and left <= window and tonumber(redis.call('GET', KEYS[1])) or 0
`;
/** KEYS: a count. ARGV: the window in ms. @returns the count, and ms until it begins anew */
const COUNT = new RedisScript(`${COUNTED}
if count > 0 then return {redis.call('INCR', KEYS[1]), left} end
redis.call('SET', KEYS[1], 1, 'PX', window)
return {1, window}
`);
/** KEYS and ARGV: the same. @returns the count */
const LOOK = new RedisScript(`${COUNTED} return count`);

/** The throttles of all processes together. */
@Injectable()
export class RedisThrottles extends Throttles {
  constructor(
    private readonly redis: RedisLink,
    private readonly here: MemoryThrottles,
    private readonly clock: Clock,
  ) {
    super();
  }

  create(options: ThrottleOptions): Throttle {
    return new RedisThrottle(options, this.redis, this.here.create(options), this.clock);
  }
}

/**
 * Where Redis does not answer, the throttle of this process decides, which has counted everything that came here; for a window
 * after that both must let it through. So at worst each process lets through as much as one does.
 */
class RedisThrottle extends Throttle {
  /** By the monotonic clock. */
  private doubtUntil = -Infinity;

  constructor(
    private readonly options: ThrottleOptions,
    private readonly redis: RedisLink,
    private readonly here: Throttle,
    private readonly clock: Clock,
  ) {
    super();
  }

  async take(key: string): Promise<void> {
    const { limit, windowMs } = this.options;
    const own = this.here.take(key).then(
      () => undefined,
      (refusal: unknown) => ({ refusal }),
    );
    const answer = await this.ask(COUNT, key, windowMs);
    const refused = await own;
    if (answer === undefined) this.doubtUntil = this.clock.monotonic() + windowMs;
    if (refused && this.clock.monotonic() < this.doubtUntil) throw refused.refusal;
    const [count, leftMs] = (answer ?? [0, 0]) as [number, number];
    if (count > limit) throw tooManyTries(Math.min(Math.max(1, leftMs), windowMs));
  }

  async isHalfUsed(key: string): Promise<boolean> {
    const count = (await this.ask(LOOK, key, this.options.windowMs)) as number | undefined;
    return (
      (count ?? 0) >= this.options.limit / 2 || (count === undefined && (await this.here.isHalfUsed(key)))
    );
  }

  /** Nothing, where there is no answer. What is counted under may be an address: Redis does not learn it. */
  private ask(script: RedisScript, key: string, ...args: number[]): Promise<unknown> {
    const digest = createHash('sha256').update(key).digest('base64url').slice(0, 22);
    return this.redis
      .run(script, [`throttle:${this.options.name}:${digest}`], args, ANSWER_MS)
      .catch(() => undefined);
  }
}
