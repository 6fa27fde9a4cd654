import { LRUCache } from 'lru-cache';
import type { Clock } from '../common/index.js';
import type { RedisLink } from '../redis/index.js';
import type { Rate } from './rate-limiter.js';
import { Seats } from './seats.js';
import { NOTE_TAKES, PART_END } from './takes.lua.js';

/** What was counted within this time is told together. */
const GATHER_MS = 5;
const AT_ONCE = 200;
const MAX_KNOWN = 10_000;

interface TakesToNoteParts {
  redis: RedisLink;
  clock: Clock;
  seats: Seats;
  process: string;
  answerMs: number;
  timeMs: () => number | '';
  /** They could not be noted: Redis does not know of them. */
  onFailure: (rates: ReadonlySet<Rate>) => void;
}

/** As they are told: what each is, one after the other, and all of them as one text. */
class Takes {
  readonly keys: string[] = [];
  readonly ids: string[] = [];
  readonly rates = new Set<Rate>();
  text = '';
}

/** What this process has counted by itself, until Redis knows of it. */
export class TakesToNote {
  private waiting = new Takes();
  private underWay: Promise<unknown> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  /** Ids that others had counted before. */
  private readonly known = new LRUCache<string, true>({ max: MAX_KNOWN });

  constructor(private readonly parts: TakesToNoteParts) {}

  add(key: string, id: string, rate: Rate): void {
    const { keys, ids, rates } = this.waiting;
    keys.push(key);
    ids.push(id);
    rates.add(rate);
    const at = this.parts.clock.monotonic().toFixed(3);
    this.waiting.text += key + PART_END + id + PART_END + at + PART_END + String(rate.windowMs) + PART_END;
    if (keys.length >= AT_ONCE) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), GATHER_MS);
  }

  /** Tells of everything that waits, before whatever is asked of Redis next. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting.keys.length === 0) return;
    const takes = this.waiting;
    this.waiting = new Takes();
    this.underWay = Promise.all([this.underWay, this.note(takes)]);
  }

  /** Whether Redis counts the id because this process has said so; resolves when Redis was told. */
  async isOwn(key: string, id: string): Promise<boolean> {
    this.flush();
    await this.underWay;
    return !this.known.delete(`${key} ${id}`);
  }

  private async note({ keys, ids, rates, text }: Takes): Promise<void> {
    const { redis, clock, seats, process, answerMs, timeMs, onFailure } = this.parts;
    const asked = clock.monotonic();
    try {
      const args = [process, Seats.LIFE_MS, timeMs(), asked, text];
      const digits = (await redis.run(NOTE_TAKES, [''], args, answerMs)) as string;
      keys.forEach((key, index) => {
        const digit = Number(digits[index]);
        if (digit % 2 === 0) this.known.set(`${key} ${String(ids[index])}`, true);
        if (digit >= 2) seats.keep(key, asked);
        else seats.lose(key);
      });
    } catch {
      onFailure(rates);
    }
  }
}
