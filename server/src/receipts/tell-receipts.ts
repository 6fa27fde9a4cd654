import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { ReadReceipt } from '@chatket/contract';
import { Pace } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { positionMoved } from '../reads/index.js';
import { Frame } from '../realtime/index.js';
import { ReceiptsRepository } from './receipts.repository.js';
import { visibleReads } from './visible-reads.js';
import { type Watcher, Watchers } from './watchers.js';

/** A room of fifty reads each message fifty times: told one by one, that would be more than is said there. */
const PACE_MS = 1_000;

/**
 * Tells those who have a room before them who has read on: at most once a second and room, whoever reads. Where nobody
 * looks, nothing is asked of the database.
 */
@Injectable()
export class TellReceipts implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(TellReceipts.name);
  private isStopped = false;
  private readonly pace = new Pace<string>(PACE_MS, (roomId, readers) => void this.tell(roomId, readers));

  constructor(
    private readonly events: EventBus,
    private readonly watchers: Watchers,
    private readonly receipts: ReceiptsRepository,
  ) {}

  onModuleInit(): void {
    this.events.on(positionMoved, ({ roomId, userId }) => {
      if (this.watchers.of(roomId).some(({ connection }) => connection.user.id !== userId))
        this.pace.add(roomId, [userId]);
    });
  }

  onModuleDestroy(): void {
    // Nobody waits for it: who comes back asks.
    this.isStopped = true;
    this.pace.stop();
  }

  private async tell(roomId: string, readers: readonly string[]): Promise<void> {
    const watchers = this.watchers.of(roomId);
    if (this.isStopped || watchers.length === 0) return;
    try {
      const people = [...new Set([...readers, ...watchers.map(({ connection }) => connection.user.id)])];
      const [reads, showing, blocked] = await Promise.all([
        this.receipts.of(roomId, [...new Set(readers)]),
        this.receipts.whoShow(roomId, people),
        this.receipts.blocks(people),
      ]);
      const frames = new Map<string, Frame>();
      for (const watcher of this.watchers.of(roomId))
        if (showing.has(watcher.connection.user.id)) this.send(roomId, watcher, { reads, blocked, frames });
    } catch (error: unknown) {
      this.logger.warn({ err: error, roomId }, 'receipts were not told');
    }
  }

  /** Encoded once for all who are told the same. */
  private send(
    roomId: string,
    { connection, fromSeq }: Watcher,
    told: {
      reads: ReadReceipt[];
      blocked: readonly (readonly [string, string])[];
      frames: Map<string, Frame>;
    },
  ): void {
    const reads = visibleReads(told.reads, { userId: connection.user.id, fromSeq }, told.blocked);
    if (reads.length === 0) return;
    const key = reads.map(({ user }) => user.id).join();
    const frame = told.frames.get(key) ?? Frame.of('room:receipts', { roomId, reads });
    told.frames.set(key, frame);
    connection.sendIfFree(frame);
  }
}
