import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock, Lately, Rest } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { entriesCommitted } from '../log/index.js';
import { GRAM_RULES } from './grams.js';
import { IndexRepository, type IndexState } from './index.repository.js';
import { GATHER_MS, paceOf } from './pace-of-index.js';
import { type Step, takeInNew, takeInOlder } from './write-batch.js';
import type { Statements } from '../prisma/index.js';

/** What other servers have told nobody here, and what a crash has left, is looked for so often. */
const LOOK_EVERY_MS = 30_000;
const ROOMS = 50;
const ROOMS_LOOKED_AT = 1_000;
/** What goes with each batch is spread over so many messages. */
const BATCH = 1_000;
const BATCH_OF_OLDER = 300;
/** So many entries in a second, and whoever sends comes first. */
const BUSY_PER_SECOND = 200;
/** Older messages are in no hurry. */
const REST_OF_OLDER = { times: 2, leastMs: 20 };
/** While somebody else writes. */
const REST_OF_ANOTHER = { times: 3, leastMs: 20 };
const NO_REST = { times: 0, leastMs: 0 };
/** So many new entries are sorted in at the latest when there is nothing else to do. */
const SETTLE_AFTER = 200;

/**
 * Takes messages into the index behind the log: in no send, and in nobody's way. What is committed is noted when it is
 * announced; the rest is a matter of cursors, so that a crash, another server and a restored copy change nothing.
 */
@Injectable()
export class Indexer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Indexer.name);
  private readonly dirty = new Set<string>();
  private readonly rest = new Rest();
  private readonly lately = new Lately();
  private running: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private looking: NodeJS.Timeout | undefined;
  private isStopped = false;
  private unsettled = 0;

  constructor(
    private readonly index: IndexRepository,
    private readonly clock: Clock,
    events: EventBus,
  ) {
    events.on(entriesCommitted, ({ roomId, entries }) => {
      this.dirty.add(roomId);
      this.lately.note(entries.length, this.clock.monotonic());
      this.wake(GATHER_MS);
    });
  }

  onApplicationBootstrap(): void {
    this.looking = setInterval(() => void this.look(), LOOK_EVERY_MS).unref();
    void this.look();
  }

  /** What is under way ends with its batch. */
  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    this.rest.end();
    clearInterval(this.looking);
    clearTimeout(this.timer);
    await this.running;
  }

  /** Resolves when everything that is committed now has been taken in. For commands and tests. */
  async catchUp(): Promise<void> {
    await this.look();
    while (this.running && !this.isStopped) await this.running;
  }

  private async look(): Promise<void> {
    try {
      for (const id of await this.index.roomsBehind(ROOMS_LOOKED_AT)) this.dirty.add(id);
      this.start();
    } catch (error) {
      this.logger.warn({ err: error }, 'could not look for what is to be taken into the search');
    }
  }

  private wake(afterMs: number): void {
    if (this.running || this.timer || this.isStopped) return;
    this.timer = setTimeout(() => this.start(), afterMs).unref();
  }

  private start(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.isStopped) return;
    this.running ??= this.run().then((hasFailed) => {
      this.running = undefined;
      if (hasFailed || this.dirty.size > 0) this.wake(hasFailed ? LOOK_EVERY_MS : GATHER_MS);
    });
  }

  /** Until there is nothing more to take in. @returns whether it has failed: what cannot be done now is done later */
  private async run(): Promise<boolean> {
    try {
      while (!this.isStopped) {
        const rest = this.rest.measure();
        const step = await this.index.asWriter((state, statements) => this.step({ state, statements }));
        if (!step?.hasMore && this.dirty.size === 0) break;
        await rest(step?.rest ?? REST_OF_ANOTHER);
      }
      if (this.unsettled >= SETTLE_AFTER && !this.isStopped) {
        this.unsettled = 0;
        await this.index.settle();
      }
      return false;
    } catch (error) {
      if (!this.isStopped) this.logger.warn({ err: error }, 'messages could not be taken into the search');
      return true;
    }
  }

  /** New messages first; older ones when there are none. */
  private async step(as: {
    state: IndexState;
    statements: Statements;
  }): Promise<Step & { rest: typeof NO_REST }> {
    // While servers are replaced one by one, an index of newer rules is made by those that know them.
    if (as.state.rules > GRAM_RULES) {
      this.dirty.clear();
      return { taken: 0, hasMore: false, rest: NO_REST };
    }
    if (as.state.rules < GRAM_RULES) {
      await this.index.begin(as.statements, GRAM_RULES);
      return { taken: 0, hasMore: true, rest: NO_REST };
    }
    const roomIds = [...this.dirty].slice(0, ROOMS);
    if (roomIds.length > 0) {
      for (const id of roomIds) this.dirty.delete(id);
      const roomsLeft = this.dirty.size;
      const isBusy = this.lately.perSecond(this.clock.monotonic()) > BUSY_PER_SECOND;
      const begun = this.clock.now();
      const step = await takeInNew(this.index, as, { roomIds, limit: BATCH }).catch((error: unknown) => {
        for (const id of roomIds) this.dirty.add(id);
        throw error;
      });
      if (step.hasMore) for (const id of roomIds) this.dirty.add(id);
      this.unsettled += step.taken;
      const lateMs = begun - (step.oldestAt ?? begun);
      const hasMore = step.hasMore || roomsLeft > 0;
      return { ...step, hasMore: true, rest: paceOf({ isBusy, lateMs, hasMore }) };
    }
    const step = await takeInOlder(this.index, as, BATCH_OF_OLDER);
    this.unsettled += step.taken;
    return { ...step, rest: REST_OF_OLDER };
  }
}
