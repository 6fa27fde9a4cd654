import { Injectable } from '@nestjs/common';
import { Clock } from '../common/index.js';
import { RedisLink, RedisScript } from '../redis/index.js';
import { COUNTED_MS, CountedMessages } from './counted-messages.js';
import { MemoryCountedMessages } from './memory.counted-messages.js';

const ANSWER_MS = 150;

/**
 * KEYS: what somebody has said (a sorted set of keys by time). ARGV: key, limit, window in ms. What lies in the future was noted
 * before the clock of Redis went back. @returns ms to wait, or -1
 */
const COUNT = new RedisScript(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[3])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '(' .. now + 1000, '+inf')
if redis.call('ZSCORE', KEYS[1], ARGV[1]) then return -1 end
local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
if first[1] and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then return first[2] + ARGV[3] - now end
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return -1
`);

/**
 * What was said to all processes. Where Redis does not answer, what was said to this one counts; for an hour after that both do.
 */
@Injectable()
export class RedisCountedMessages extends CountedMessages {
  private doubtUntil = -Infinity;

  constructor(
    private readonly redis: RedisLink,
    private readonly here: MemoryCountedMessages,
    private readonly clock: Clock,
  ) {
    super();
  }

  async count(message: { userId: string; key: string }, limit: number): Promise<number | undefined> {
    const keys = [`said:${message.userId}`];
    const answer = await this.redis
      .run(COUNT, keys, [message.key, limit, COUNTED_MS], ANSWER_MS)
      .catch(() => undefined);
    const now = this.clock.monotonic();
    if (answer === undefined) this.doubtUntil = now + COUNTED_MS;
    const waitMs = typeof answer === 'number' && answer >= 0 ? answer : undefined;
    if (waitMs !== undefined) return waitMs;
    const own = await this.here.count(message, limit);
    return now < this.doubtUntil ? own : undefined;
  }
}
