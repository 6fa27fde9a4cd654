import { LRUCache } from 'lru-cache';
import type { ClusterBus } from '../cluster/index.js';
import type { Clock } from '../common/index.js';

/** So long a seat is kept of which nothing is used. */
const SEAT_MS = 60_000;
/** Redis keeps it for longer than the process believes in it. */
const MARGIN_MS = 5_000;
const MAX_SEATS = 50_000;

interface Seat {
  /** By the monotonic clock. */
  until: number;
  /** So many takes were counted by others, none of which counts after `othersUntil`. */
  others: number;
  othersUntil: number;
}

/**
 * The keys that this process was the last to ask Redis about. It counts them by itself and tells Redis afterwards, as long as
 * nobody else asks. Whoever does takes the seat, and says so; and what is told afterwards is answered by whose it is, should
 * that be lost. While others are not heard within moments there are no seats.
 */
export class Seats {
  /** For how long Redis is to keep a seat. */
  static readonly LIFE_MS = SEAT_MS + MARGIN_MS;
  private readonly seats = new LRUCache<string, Seat>({ max: MAX_SEATS });

  constructor(
    private readonly bus: Pick<ClusterBus, 'isFast' | 'on' | 'onChange' | 'tellOthers'>,
    private readonly clock: Clock,
  ) {
    bus.on('seats', (key) => this.lose(key));
    bus.onChange(() => this.loseAll());
  }

  /** Whether others would be heard who take a seat. */
  get mayBeTaken(): boolean {
    return this.bus.isFast;
  }

  /** How many of a key's takes others have counted; nothing where this process has no seat. */
  othersAt(key: string): number | undefined {
    const seat = this.seats.get(key);
    if (!seat) return undefined;
    const now = this.clock.monotonic();
    if (now >= seat.until) return undefined;
    return now < seat.othersUntil ? seat.others : 0;
  }

  /** @param asked when Redis was asked, by the monotonic clock */
  take(key: string, { asked, others, windowMs }: { asked: number; others: number; windowMs: number }): void {
    if (!this.mayBeTaken) return;
    this.seats.set(key, { until: asked + SEAT_MS, others, othersUntil: this.clock.monotonic() + windowMs });
  }

  /** Redis still knew it as of this process. */
  keep(key: string, asked: number): void {
    const seat = this.seats.get(key);
    if (seat) seat.until = asked + SEAT_MS;
  }

  lose(key: string): void {
    this.seats.delete(key);
  }

  loseAll(): void {
    this.seats.clear();
  }

  /** Another process has had it until now. */
  tellWhoHadIt(key: string): void {
    void this.bus.tellOthers('seats', key);
  }
}
