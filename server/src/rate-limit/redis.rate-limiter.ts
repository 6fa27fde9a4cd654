import { randomBytes } from 'node:crypto';
import type { ClusterBus } from '../cluster/index.js';
import type { Clock } from '../common/index.js';
import type { Config } from '../config/index.js';
import type { RedisLink } from '../redis/index.js';
import type { MemoryRateLimiter } from './memory.rate-limiter.js';
import { type Rate, RateLimiter, type Verdict } from './rate-limiter.js';
import { Seats } from './seats.js';
import { PART_END, RELEASE, TAKE } from './takes.lua.js';
import { TakesToNote } from './takes-to-note.js';

/** An answer that takes longer is not waited for. */
const ANSWER_MS = 150;
/** Of a sum with fractions, so much less is left at times. */
const ROUNDING_MS = 1e-3;
/** By more than this no two readings of the clocks differ unless one was set. */
const CLOCK_WAS_SET_MS = 1_000;
const MAX_MUTES = 50_000;
/** Part of a limit up to which takes are counted here alone, where this process has the seat. */
const OWN_SHARE = 0.5;

type Answer = [outcome: 'known' | 'taken' | 'muted', ofIt: string | number, isNew: number, before: string];

interface RedisRateLimiterParts {
  redis: RedisLink;
  bus: Pick<ClusterBus, 'isFast' | 'on' | 'onChange' | 'tellOthers'>;
  here: MemoryRateLimiter;
  clock: Clock;
  config: Config;
  /** Of tests: the time by which Redis counts; its own otherwise. */
  timeMs?: () => number | '';
}

/**
 * The limiter of all processes together. Redis is asked, but for the first half of a limit where this process was the last one to
 * ask about that person: that is counted here at once, and Redis told within moments (`Seats`). So who is near the limit, and
 * who comes from another process, is counted to the message; beyond, at most that half was on its way when somebody else asked.
 *
 * Where Redis does not answer, the limiter of this process decides: it was told of everything that was allowed here, so it
 * goes on from there. For a window and a mute after that both must allow. So at worst each process allows as much as one does.
 */
export class RedisRateLimiter extends RateLimiter {
  private readonly configured: Rate;
  private readonly process = randomBytes(9).toString('base64url');
  private readonly redis: RedisLink;
  private readonly here: MemoryRateLimiter;
  private readonly clock: Clock;
  private readonly timeMs: () => number | '';
  private readonly seats: Seats;
  private readonly toNote: TakesToNote;
  /** By the monotonic clock: until then the process's own count holds besides. */
  private doubtUntil = -Infinity;
  private readonly turns = new Map<string, Promise<unknown>>();
  private readonly mutes = new Map<string, number>();

  constructor({ redis, bus, here, clock, config, timeMs = () => '' }: RedisRateLimiterParts) {
    super();
    this.redis = redis;
    this.here = here;
    this.clock = clock;
    this.timeMs = timeMs;
    this.seats = new Seats(bus, clock);
    this.toNote = new TakesToNote({
      redis,
      clock,
      timeMs,
      seats: this.seats,
      process: this.process,
      answerMs: ANSWER_MS,
      onFailure: (rates) => {
        for (const rate of rates) this.doubt(this.clock.monotonic(), rate);
      },
    });
    this.configured = {
      limit: config.get('RATE_LIMIT_MESSAGES'),
      windowMs: config.get('RATE_LIMIT_WINDOW_MS'),
      muteMs: config.get('RATE_LIMIT_MUTE_MS'),
    };
  }

  take(key: string, id: string, rate = this.configured): Promise<Verdict> {
    const own = this.turns.has(key) ? undefined : this.countHere(key, id, rate);
    return own ? Promise.resolve(own) : this.inTurn(key, () => this.countNow(key, id, rate));
  }

  release(key: string, id: string): Promise<void> {
    return this.inTurn(key, async () => {
      await this.here.release(key, id);
      // What others had counted before is theirs to take back.
      if (await this.toNote.isOwn(key, id)) await this.takeBack(key, id);
    });
  }

  private countNow(key: string, id: string, rate: Rate): Promise<Verdict> {
    const own = this.countHere(key, id, rate);
    return own ? Promise.resolve(own) : this.count(key, id, rate);
  }

  /** @returns nothing where Redis has to be asked */
  private countHere(key: string, id: string, rate: Rate): Verdict | undefined {
    const others = this.seats.othersAt(key);
    // What is told afterwards is one text, which some ids would end.
    if (others === undefined || (key + id).includes(PART_END)) return undefined;
    const own = this.here.takeUpTo(rate.limit * OWN_SHARE - others, { key, id, rate });
    if (own?.isAllowed && own.isCounted) this.toNote.add(key, id, rate);
    return own;
  }

  private async count(key: string, id: string, rate: Rate): Promise<Verdict> {
    const asked = this.clock.monotonic();
    let answer: Answer;
    try {
      answer = await this.ask(key, id, rate);
    } catch {
      this.doubt(asked, rate);
      return this.here.take(key, id, rate);
    }
    const [outcome, ofIt, isNew, before] = answer;
    if (before !== '') this.seats.tellWhoHadIt(key);
    if (outcome === 'muted') {
      this.seats.lose(key);
      return this.muted(key, Number(ofIt), isNew === 1);
    }
    const own = await this.here.take(key, id, rate);
    if (asked >= this.doubtUntil || own.isAllowed) {
      const others = Math.max(0, Number(ofIt) - this.here.counted(key));
      if (outcome === 'taken' && asked >= this.doubtUntil)
        this.seats.take(key, { asked, others, windowMs: rate.windowMs });
      return { isAllowed: true, isCounted: outcome === 'taken' };
    }
    // What this process has allowed while Redis was away counts on.
    if (outcome === 'taken') await this.takeBack(key, id);
    return own;
  }

  private async ask(key: string, id: string, { limit, windowMs, muteMs }: Rate): Promise<Answer> {
    this.toNote.flush();
    const seatMs = this.seats.mayBeTaken ? Seats.LIFE_MS : 0;
    const args = [id, limit, windowMs, muteMs, this.timeMs(), this.process, seatMs];
    const keys = [takesOf(key), muteOf(key), seatOf(key)];
    return (await this.redis.run(TAKE, keys, args, ANSWER_MS)) as Answer;
  }

  private async takeBack(key: string, id: string): Promise<void> {
    await this.redis.run(RELEASE, [takesOf(key)], [id], ANSWER_MS).catch(() => undefined);
  }

  /** Redis may not know of what was allowed here. */
  private doubt(since: number, { windowMs, muteMs }: Rate): void {
    this.doubtUntil = Math.max(this.doubtUntil, since + windowMs + muteMs);
    this.seats.loseAll();
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

/** `NOTE_TAKES` names them so as well. */
const takesOf = (key: string) => `rl:${key}`;
/** Servers of the version before note an end alone, under `mute:`. */
const muteOf = (key: string) => `muted:${key}`;
const seatOf = (key: string) => `seat:${key}`;
