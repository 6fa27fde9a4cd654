import { LRUCache } from 'lru-cache';
import type { Clock } from '../common/index.js';
import type { RedisLink } from '../redis/index.js';
import type { Rate } from './rate-limiter.js';
import { Seats } from './seats.js';
import { NOTE_TAKES } from './takes.lua.js';

/** What was counted within this time is told together. */
const GATHER_MS = 5;
const AT_ONCE = 200;
const MAX_KNOWN = 10_000;

interface Take {
  key: string;
  id: string;
  at: number;
  rate: Rate;
}

export interface TakesToNoteParts {
  redis: RedisLink;
  clock: Clock;
  seats: Seats;
  process: string;
  answerMs: number;
  timeMs: () => number | '';
  takesOf: (key: string) => string;
  seatOf: (key: string) => string;
  /** They could not be noted: Redis does not know of them. */
  onFailure: (rates: readonly Rate[]) => void;
}

/** What this process has counted by itself, until Redis knows of it. */
export class TakesToNote {
  private waiting: Take[] = [];
  private underWay: Promise<unknown> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  /** Ids that others had counted before. */
  private readonly known = new LRUCache<string, true>({ max: MAX_KNOWN });

  constructor(private readonly parts: TakesToNoteParts) {}

  add(key: string, id: string, rate: Rate): void {
    this.waiting.push({ key, id, at: this.parts.clock.monotonic(), rate });
    if (this.waiting.length >= AT_ONCE) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), GATHER_MS);
  }

  /** Tells of everything that waits, before whatever is asked of Redis next. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting.length === 0) return;
    const takes = this.waiting;
    this.waiting = [];
    this.underWay = Promise.all([this.underWay, this.note(takes)]);
  }

  /** Whether Redis counts the id because this process has said so; resolves when Redis was told. */
  async isOwn(key: string, id: string): Promise<boolean> {
    this.flush();
    await this.underWay;
    return !this.known.delete(`${key} ${id}`);
  }

  private async note(takes: readonly Take[]): Promise<void> {
    const { redis, clock, seats, process, answerMs, timeMs, takesOf, seatOf, onFailure } = this.parts;
    const asked = clock.monotonic();
    const keys = takes.flatMap(({ key }) => [takesOf(key), seatOf(key)]);
    const args: (string | number)[] = [process, Seats.LIFE_MS, timeMs()];
    for (const { id, at, rate } of takes) args.push(id, asked - at, rate.windowMs);
    try {
      const digits = (await redis.run(NOTE_TAKES, keys, args, answerMs)) as string;
      takes.forEach(({ key, id }, index) => {
        const digit = Number(digits[index]);
        if (digit % 2 === 0) this.known.set(`${key} ${id}`, true);
        if (digit >= 2) seats.keep(key, asked);
        else seats.lose(key);
      });
    } catch {
      onFailure(takes.map(({ rate }) => rate));
    }
  }
}
