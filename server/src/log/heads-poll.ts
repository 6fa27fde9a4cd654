import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ClusterBus } from '../cluster/index.js';
import { Fanout } from '../realtime/index.js';
import { GaplessPublisher } from './gapless-publisher.js';
import { LogRepository } from './log.repository.js';

/** While others are heard: for what was lost on the way. */
const FAST_MS = 1_000;
/** While they are not heard. */
const SLOW_MS = 100;
const SLOW_MANY_MS = 250;
const MANY_ROOMS = 500;
/** Nobody else is known: for those of whom not even that is known. */
const ALONE_MS = 10_000;
const AFTER_FAILURE_MS = 1_000;
const CLOSE_AFTER_MS = 60_000;

/** Looks up how far the logs of those rooms reach that are followed here: what nobody has told is read. */
@Injectable()
export class HeadsPoll implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(HeadsPoll.name);
  private timer: NodeJS.Timeout | undefined;
  private closing: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private isStopped = false;
  private hasFailed = false;
  private unfollowed = new Set<string>();

  constructor(
    private readonly bus: ClusterBus,
    private readonly fanout: Fanout,
    private readonly log: LogRepository,
    private readonly publisher: GaplessPublisher,
  ) {}

  onApplicationBootstrap(): void {
    this.closing = setInterval(() => this.closeUnfollowed(), CLOSE_AFTER_MS).unref();
    // What was told just before may have been lost.
    this.bus.onChange(() => this.schedule(0));
    this.schedule(ALONE_MS);
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    clearInterval(this.closing);
    await this.looking;
  }

  private schedule(waitMs: number): void {
    clearTimeout(this.timer);
    if (this.isStopped || this.looking) return;
    this.timer = setTimeout(() => {
      this.looking = this.look().finally(() => {
        this.looking = undefined;
        this.schedule(this.hasFailed ? AFTER_FAILURE_MS : this.pauseMs());
      });
    }, waitMs).unref();
  }

  private pauseMs(): number {
    if (this.bus.isFast) return this.bus.hasPeers ? FAST_MS : ALONE_MS;
    return this.fanout.followedRooms().length > MANY_ROOMS ? SLOW_MANY_MS : SLOW_MS;
  }

  private async look(): Promise<void> {
    const roomIds = this.fanout.followedRooms();
    if (roomIds.length === 0) return;
    try {
      for (const { roomId, seq } of await this.log.heads(roomIds)) this.publisher.learn(roomId, seq);
      this.hasFailed = false;
    } catch (error) {
      if (!this.hasFailed) this.logger.warn({ err: error }, 'it could not be looked how far rooms reach');
      this.hasFailed = true;
    }
  }

  /** Rooms that nobody has followed for a while: others need not tell of them any more. */
  private closeUnfollowed(): void {
    const followed = new Set(this.fanout.followedRooms());
    const unfollowed = this.publisher.openRooms().filter((roomId) => !followed.has(roomId));
    for (const roomId of unfollowed) if (this.unfollowed.has(roomId)) this.publisher.close(roomId);
    this.unfollowed = new Set(unfollowed);
  }
}
