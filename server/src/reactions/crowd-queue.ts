import type { BeforeApplicationShutdown, OnModuleDestroy } from '@nestjs/common';
import { AppError, type Clock, toAppError } from '../common/index.js';
import { isLockTimeout } from '../prisma/index.js';
import { WaitingReactions, type Wish } from './waiting-reactions.js';

const MAX_BATCH = 256;
const MAX_WAITING = 2_000;
/** A message changes no more often: however many react, its readers are told twice a second. */
const INTERVAL_MS = 500;

interface Waiting<W, Outcome> {
  wish: W;
  resolve: (outcome: Outcome) => void;
  reject: (error: AppError) => void;
}

/** Told after a statement: what was wished and what became of it. */
export type OnStored<W, Outcome> = (wishes: readonly W[], outcomes: readonly Outcome[]) => void;

/**
 * Group commit for what many people do to the same messages. While a statement runs, others wait; the next takes all that wait, of whichever messages,
 * but each message only once in an interval: what a crowd does to it becomes one change. Whoever reacts alone waits
 * for nothing.
 */
export abstract class CrowdQueue<W extends Wish, Outcome extends { kind: string }>
  implements BeforeApplicationShutdown, OnModuleDestroy
{
  onStored: OnStored<W, Outcome> = () => undefined;
  private readonly waiting = new WaitingReactions<Waiting<W, Outcome>>(MAX_WAITING);
  /** When a message that has changed may change again. */
  private readonly dueAt = new Map<string, number>();
  private running: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(protected readonly clock: Clock) {}

  /** Many in one statement; one outcome for each, in their order. */
  protected abstract storeAll(wishes: readonly W[]): Promise<Outcome[]>;

  /** @throws AppError `UNAVAILABLE` when too many wait or the outcome is unknown: to repeat it is harmless */
  add(wish: W): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const outdone = this.waiting.add({ wish, resolve, reject });
      outdone?.reject(new AppError('UNAVAILABLE', 'The server is busy. Try again shortly.'));
      this.schedule();
    });
  }

  onModuleDestroy(): void {
    clearTimeout(this.timer);
  }

  /** Lets everything that waits be stored before the database goes away. */
  async beforeApplicationShutdown(): Promise<void> {
    while (this.waiting.size > 0 || this.running) {
      this.dueAt.clear();
      await (this.running ?? this.run());
    }
  }

  /** After this turn of the event loop, so that what arrived together is stored together; or when the next is due. */
  private schedule(): void {
    if (this.running || this.waiting.size === 0) return;
    clearTimeout(this.timer);
    const now = this.clock.monotonic();
    const waits = [...this.waiting.messageIds].map((messageId) => (this.dueAt.get(messageId) ?? now) - now);
    this.timer = setTimeout(
      () => {
        this.running ??= this.run().finally(() => {
          this.running = undefined;
          this.schedule();
        });
      },
      Math.max(0, Math.min(...waits)),
    );
  }

  private async run(): Promise<void> {
    const batch = this.take();
    if (batch.length > 0) await this.store(batch);
  }

  private async store(batch: readonly Waiting<W, Outcome>[]): Promise<void> {
    const wishes = batch.map(({ wish }) => wish);
    let outcomes: Outcome[];
    try {
      outcomes = await this.storeAll(wishes);
    } catch (thrown) {
      await this.recover(batch, toAppError(thrown));
      return;
    }
    const dueAt = this.clock.monotonic() + INTERVAL_MS;
    batch.forEach(({ wish, resolve, reject }, index) => {
      const outcome = outcomes[index];
      if (!outcome) return reject(new AppError('INTERNAL', 'A wish has one outcome.'));
      if (outcome.kind === 'changed') this.dueAt.set(wish.messageId, dueAt);
      resolve(outcome);
    });
    this.onStored(wishes, outcomes);
  }

  /** One bad item must not fail its batch: a room that is locked, or an item the database cannot take. */
  private async recover(batch: readonly Waiting<W, Outcome>[], error: AppError): Promise<void> {
    const rooms = [...groupBy(batch, ({ wish }) => wish.roomId).values()];
    if (rooms.length > 1 && (isLockTimeout(error) || !error.isRetryable)) {
      for (const ofRoom of rooms) await this.store(ofRoom);
    } else if (batch.length > 1 && !error.isRetryable) {
      for (const item of batch) await this.store([item]);
    } else {
      for (const { reject } of batch) reject(error);
    }
  }

  private take(): Waiting<W, Outcome>[] {
    const now = this.clock.monotonic();
    for (const [messageId, dueAt] of this.dueAt) if (dueAt <= now) this.dueAt.delete(messageId);
    return this.waiting.take(MAX_BATCH, (messageId) => !this.dueAt.has(messageId));
  }
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
