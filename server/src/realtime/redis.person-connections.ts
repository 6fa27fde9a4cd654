import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { RedisLink, RedisScript } from '../redis/index.js';
import { MemoryPersonConnections } from './memory.person-connections.js';
import { PersonConnections } from './person-connections.js';

const ANSWER_MS = 100;
/** So long a connection counts whose process has gone without a word. */
const LIFE_MS = 30_000;
const RENEW_EVERY_MS = 10_000;
/** In one call: Redis does nothing else meanwhile. */
const RENEWED_AT_ONCE = 200;

/**
 * KEYS: connections of a person (a sorted set of ids by the end of their life). ARGV: connection, limit, life in ms. None lives
 * longer: it was noted before the clock of Redis went back.
 */
const ENTER = new RedisScript(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '(' .. now + ARGV[3] + 1000, '+inf')
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[1])
redis.call('PEXPIRE', KEYS[1], 2 * ARGV[3])
return 1
`);
const LEAVE = new RedisScript(`return redis.call('ZREM', KEYS[1], ARGV[1])`);
/** KEYS: of people. ARGV: life in ms, then of each of them a connection. They are entered again where Redis has lost them. */
const RENEW = new RedisScript(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for place, key in ipairs(KEYS) do
  redis.call('ZADD', key, now + ARGV[1], ARGV[place + 1])
  redis.call('PEXPIRE', key, 2 * ARGV[1])
end
`);

/** The connections to all processes. While Redis does not answer, those to this one count. */
@Injectable()
export class RedisPersonConnections extends PersonConnections implements OnModuleInit, OnModuleDestroy {
  private readonly known = new Map<string, string>();
  private readonly turns = new Map<string, Promise<unknown>>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly redis: RedisLink,
    private readonly here: MemoryPersonConnections,
  ) {
    super();
  }

  onModuleInit(): void {
    this.timer = setInterval(() => void this.renew(), RENEW_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  enter(userId: string, connectionId: string, limit: number): Promise<boolean> {
    return this.inTurn(userId, async () => {
      const isWithin = await this.ask(userId, connectionId, limit);
      // This process alone lets in no more than all together may have.
      const isLetIn = isWithin && (await this.here.enter(userId, connectionId, limit));
      if (isLetIn) this.known.set(keyOf(userId, connectionId), userId);
      return isLetIn;
    });
  }

  leave(userId: string, connectionId: string): Promise<void> {
    return this.inTurn(userId, async () => {
      this.known.delete(keyOf(userId, connectionId));
      await this.here.leave(userId, connectionId);
      // What cannot be said now is forgotten before long.
      await this.redis.run(LEAVE, [setOf(userId)], [connectionId], ANSWER_MS).catch(() => undefined);
    });
  }

  /** All connections of this process live on; those that Redis has lost are entered anew. */
  async renew(): Promise<void> {
    const connections = [...this.known];
    for (let from = 0; from < connections.length; from += RENEWED_AT_ONCE) {
      const some = connections.slice(from, from + RENEWED_AT_ONCE);
      const keys = some.map(([, userId]) => setOf(userId));
      const ids = some.map(([key, userId]) => key.slice(userId.length + 1));
      const isDone = await this.redis.run(RENEW, keys, [LIFE_MS, ...ids], LIFE_MS / 3).then(
        () => true,
        () => false,
      );
      if (!isDone) return;
    }
  }

  private async ask(userId: string, connectionId: string, limit: number): Promise<boolean> {
    try {
      const args = [connectionId, limit, LIFE_MS];
      return (await this.redis.run(ENTER, [setOf(userId)], args, ANSWER_MS)) === 1;
    } catch {
      return true;
    }
  }

  private inTurn<T>(userId: string, work: () => Promise<T>): Promise<T> {
    const before = this.turns.get(userId) ?? Promise.resolve();
    const turn = before.then(work, work);
    this.turns.set(userId, turn);
    const end = () => {
      if (this.turns.get(userId) === turn) this.turns.delete(userId);
    };
    turn.then(end, end);
    return turn;
  }
}

const setOf = (userId: string) => `conns:${userId}`;
const keyOf = (userId: string, connectionId: string) => `${userId} ${connectionId}`;
