import { Injectable } from '@nestjs/common';
import { Clock } from '../common/index.js';
import { Config } from '../config/index.js';
import { RedisLink } from '../redis/index.js';
import { MemoryRateLimiter } from './memory.rate-limiter.js';
import { type Rate, RateLimiter, type Verdict } from './rate-limiter.js';
import { RELEASE, TAKE } from './takes.lua.js';

/** An answer that takes longer is not waited for. */
const ANSWER_MS = 150;
/** Of a sum with fractions, so much less is left at times. */
const ROUNDING_MS = 1e-3;
/** By more than this no two readings of the clocks differ unless one was set. */
const CLOCK_WAS_SET_MS = 1_000;
const MAX_MUTES = 50_000;

type Answer = [outcome: 'known' | 'taken' | 'muted', mutedForMs: string, isNew: number];

/**
 * The limiter of all processes together. Where Redis does not answer, the one of this process decides: it was told of
 * everything that was allowed here, so it goes on from there. For a window and a mute after that both must allow.
 * So at worst each process allows as much as one does.
 */
@Injectable()
export class RedisRateLimiter extends RateLimiter {
  private readonly configured: Rate;
  /** By the monotonic clock: until then the process's own count holds besides. */
  private doubtUntil = -Infinity;
  private readonly turns = new Map<string, Promise<unknown>>();
  private readonly mutes = new Map<string, number>();

  constructor(
    private readonly redis: RedisLink,
    private readonly here: MemoryRateLimiter,
    private readonly clock: Clock,
    config: Config,
    /** Of tests: the time by which Redis counts; its own otherwise. */
    private readonly timeMs: () => number | '' = () => '',
  ) {
    super();
    this.configured = {
      limit: config.get('RATE_LIMIT_MESSAGES'),
      windowMs: config.get('RATE_LIMIT_WINDOW_MS'),
      muteMs: config.get('RATE_LIMIT_MUTE_MS'),
    };
  }

  take(key: string, id: string, rate = this.configured): Promise<Verdict> {
    return this.inTurn(key, () => this.count(key, id, rate));
  }

  release(key: string, id: string): Promise<void> {
    return this.inTurn(key, async () => {
      await this.here.release(key, id);
      await this.redis.run(RELEASE, [takesOf(key)], [id], ANSWER_MS).catch(() => undefined);
    });
  }

  private async count(key: string, id: string, rate: Rate): Promise<Verdict> {
    const asked = this.clock.monotonic();
    let answer: Answer;
    try {
      const { limit, windowMs, muteMs } = rate;
      const args = [id, limit, windowMs, muteMs, this.timeMs()];
      answer = (await this.redis.run(TAKE, [takesOf(key), muteOf(key)], args, ANSWER_MS)) as Answer;
    } catch {
      this.doubtUntil = asked + rate.windowMs + rate.muteMs;
      return this.here.take(key, id, rate);
    }
    const [outcome, left, isNew] = answer;
    if (outcome === 'muted') return this.muted(key, Number(left), isNew === 1);
    const own = await this.here.take(key, id, rate);
    if (asked >= this.doubtUntil || own.isAllowed) return { isAllowed: true, isCounted: outcome === 'taken' };
    // What this process has allowed while Redis was away counts on.
    if (outcome === 'taken')
      await this.redis.run(RELEASE, [takesOf(key)], [id], ANSWER_MS).catch(() => undefined);
    return own;
  }

  private muted(key: string, leftMs: number, isNewlyMuted: boolean): Verdict {
    const mutedForMs = Math.max(1, Math.ceil(leftMs - ROUNDING_MS));
    const until = this.clock.now() + mutedForMs;
    const known = this.mutes.get(key);
    const isKnown = !isNewlyMuted && known !== undefined && Math.abs(until - known) <= CLOCK_WAS_SET_MS;
    if (!isKnown) {
      if (this.mutes.size >= MAX_MUTES) this.mutes.clear();
      this.mutes.set(key, until);
    }
    return { isAllowed: false, mutedForMs, mutedUntil: isKnown ? known : until, isNewlyMuted };
  }

  /** Of one key, what is called first is done and answered first, whoever answers. */
  private inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.turns.get(key) ?? Promise.resolve();
    const turn = before.then(work, work);
    this.turns.set(key, turn);
    const end = () => {
      if (this.turns.get(key) === turn) this.turns.delete(key);
    };
    turn.then(end, end);
    return turn;
  }
}

const takesOf = (key: string) => `rl:${key}`;
/** Servers of the version before note an end alone, under `mute:`. */
const muteOf = (key: string) => `muted:${key}`;
