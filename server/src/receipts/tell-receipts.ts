import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { LIMITS, type ReadReceipt } from '@chatket/contract';
import { ClusterBus } from '../cluster/index.js';
import { Spaced } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { positionMoved } from '../reads/index.js';
import { Frame } from '../realtime/index.js';
import { ReceiptsRepository } from './receipts.repository.js';
import { visibleReads } from './visible-reads.js';
import { type Watcher, Watchers } from './watchers.js';

/** A room of fifty reads each message fifty times: told one by one, that would be more than is said there. */
const PACE_MS = 1_000;

/**
 * Tells those who have a room before them who has read on, on every process: at most once a second and room, whoever reads.
 * Where nobody looks, nothing is asked of the database. What may have been lost between processes is told again.
 */
@Injectable()
export class TellReceipts implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(TellReceipts.name);
  private isStopped = false;
  private tellingAgain: Promise<void> | undefined;
  private readonly pace = new Spaced<string>(PACE_MS, (roomId, readers) => {
    void this.tell(roomId, (watchers) => this.readsOf(roomId, readers, watchers));
  });
  private readonly toOthers = new Spaced<string>(PACE_MS, (roomId, readers) => {
    const people = [...new Set(readers)];
    // Of rooms of more nobody is told.
    if (people.length <= LIMITS.receiptPeopleMax)
      void this.bus.tellOthers('reads', [roomId, ...people].join(' '));
  });

  constructor(
    private readonly events: EventBus,
    private readonly watchers: Watchers,
    private readonly receipts: ReceiptsRepository,
    private readonly bus: ClusterBus,
  ) {}

  onModuleInit(): void {
    this.events.on(positionMoved, ({ roomId, userId, threads }) => {
      // Receipts tell of rooms.
      if (typeof threads === 'object') return;
      this.note(roomId, [userId]);
      if (this.bus.hasPeers) this.toOthers.add(roomId, [userId]);
    });
    this.bus.on('reads', (text) => {
      const [roomId = '', ...userIds] = text.split(' ');
      this.note(roomId, userIds);
    });
    const again = () => {
      if (this.bus.hasPeers && this.bus.isFast) this.tellAgain();
    };
    this.bus.onChange(again);
    this.bus.onListening(again);
  }

  async onModuleDestroy(): Promise<void> {
    // Nobody waits for it: who comes back asks.
    this.isStopped = true;
    this.pace.stop();
    this.toOthers.stop();
    await this.tellingAgain;
  }

  private note(roomId: string, userIds: string[]): void {
    const watchers = this.watchers.of(roomId);
    if (watchers.some(({ connection }) => userIds.some((id) => id !== connection.user.id)))
      this.pace.add(roomId, userIds);
  }

  /** One room after the other: nobody is in a hurry. */
  private tellAgain(): void {
    this.tellingAgain ??= this.tellAll().finally(() => (this.tellingAgain = undefined));
  }

  private async tellAll(): Promise<void> {
    for (const roomId of this.watchers.rooms()) await this.tell(roomId, () => this.receipts.all(roomId));
  }

  private readsOf(
    roomId: string,
    readers: readonly string[],
    watchers: readonly Watcher[],
  ): Promise<ReadReceipt[]> {
    const others = [...new Set(readers)].filter((id) =>
      watchers.some(({ connection }) => connection.user.id !== id),
    );
    return this.receipts.of(roomId, others);
  }

  private async tell(
    roomId: string,
    read: (watchers: readonly Watcher[]) => Promise<ReadReceipt[]>,
  ): Promise<void> {
    const watchers = this.watchers.of(roomId);
    if (this.isStopped || watchers.length === 0) return;
    try {
      const watching = [...new Set(watchers.map(({ connection }) => connection.user.id))];
      const reads = await read(watchers);
      const [showing, blocked] = await Promise.all([
        this.receipts.whoShow(roomId, watching),
        this.receipts.blocks([...new Set([...watching, ...reads.map(({ user }) => user.id)])]),
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
