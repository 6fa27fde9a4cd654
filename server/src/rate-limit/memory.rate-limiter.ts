import { Injectable } from '@nestjs/common';
import { Clock } from '../common/index.js';
import { Config } from '../config/index.js';
import { type Rate, RateLimiter, type Verdict } from './rate-limiter.js';

interface Entry {
  /** What was counted within the window, oldest first. */
  taken: { id: string; at: number }[];
  /** By the monotonic clock, like all times here. */
  muteEnd: number;
  /** The same as people read it. */
  mutedUntil: number;
  rate: Rate;
}

/** Of a sum with fractions, so much less is left at times when a part of it is taken away again. */
const ROUNDING_MS = 1e-6;

/** By more than this no two readings of the clocks differ unless one was set. */
const CLOCK_WAS_SET_MS = 1_000;

/** How many stale keys a take looks for: enough to keep up with any rate of new ones. */
const SWEEP_PER_TAKE = 4;

/**
 * The limiter of one process. Keys stand in the order of their last touch, so the stale ones are always in front and
 * every take clears a few: memory follows the keys of the last window and mute, the longest there are, whatever the traffic.
 */
@Injectable()
export class MemoryRateLimiter extends RateLimiter {
  private readonly entries = new Map<string, Entry>();
  private readonly configured: Rate;

  constructor(
    config: Config,
    private readonly clock: Clock,
  ) {
    super();
    this.configured = {
      limit: config.get('RATE_LIMIT_MESSAGES'),
      windowMs: config.get('RATE_LIMIT_WINDOW_MS'),
      muteMs: config.get('RATE_LIMIT_MUTE_MS'),
    };
  }

  /** How many keys are remembered. */
  get size(): number {
    return this.entries.size;
  }

  take(key: string, id: string, rate = this.configured): Promise<Verdict> {
    // Counted here and now: those who call in the same turn are counted in their order.
    return Promise.resolve(this.count(key, id, rate));
  }

  release(key: string, id: string): Promise<void> {
    this.takeBack(key, id);
    return Promise.resolve();
  }

  /** The same as `take`, where no more than `most` are counted then. @returns nothing where nothing was done */
  takeUpTo(most: number, { key, id, rate }: { key: string; id: string; rate: Rate }): Verdict | undefined {
    const now = this.clock.monotonic();
    this.sweep(now);
    const entry = this.touch(key, rate, now);
    if (entry.taken.some((take) => take.id === id)) return { isAllowed: true, isCounted: false };
    if (entry.muteEnd > now || entry.taken.length + 1 > most) return undefined;
    entry.taken.push({ id, at: now });
    return { isAllowed: true, isCounted: true };
  }

  /** How many are counted now. */
  counted(key: string): number {
    return this.entries.get(key)?.taken.length ?? 0;
  }

  private count(key: string, id: string, rate: Rate): Verdict {
    const now = this.clock.monotonic();
    this.sweep(now);
    const entry = this.touch(key, rate, now);
    if (entry.taken.some((take) => take.id === id)) return { isAllowed: true, isCounted: false };
    if (entry.muteEnd > now) return this.refuse(entry, now, false);
    if (entry.taken.length < rate.limit) {
      entry.taken.push({ id, at: now });
      return { isAllowed: true, isCounted: true };
    }
    entry.muteEnd = now + rate.muteMs;
    return this.refuse(entry, now, true);
  }

  private takeBack(key: string, id: string): void {
    const entry = this.entries.get(key);
    if (!entry) return;
    entry.taken = entry.taken.filter((take) => take.id !== id);
    if (entry.taken.length === 0 && entry.muteEnd <= this.clock.monotonic()) this.entries.delete(key);
  }

  private refuse(entry: Entry, now: number, isNewlyMuted: boolean): Verdict {
    const mutedForMs = Math.max(1, Math.ceil(entry.muteEnd - now - ROUNDING_MS));
    const until = this.clock.now() + mutedForMs;
    if (isNewlyMuted || Math.abs(until - entry.mutedUntil) > CLOCK_WAS_SET_MS) entry.mutedUntil = until;
    return { isAllowed: false, mutedForMs, mutedUntil: entry.mutedUntil, isNewlyMuted };
  }

  private touch(key: string, rate: Rate, now: number): Entry {
    const entry = this.entries.get(key) ?? { taken: [], muteEnd: -Infinity, mutedUntil: -Infinity, rate };
    entry.rate = rate;
    entry.taken = entry.taken.filter((take) => take.at > now - rate.windowMs);
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry;
  }

  private sweep(now: number): void {
    let looked = 0;
    for (const [key, entry] of this.entries) {
      const lastTake = entry.taken.at(-1)?.at ?? -Infinity;
      if (looked === SWEEP_PER_TAKE || entry.muteEnd > now || lastTake > now - entry.rate.windowMs) return;
      this.entries.delete(key);
      looked += 1;
    }
  }
}
