import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../common/index.js';
import { ChosenPresence } from '../users/index.js';
import { LastSeenRepository, type Sight } from './last-seen.repository.js';

const FLUSH_INTERVAL_MS = 5_000;

/** Notes when people were last seen in a room and writes it behind their backs: never on the path of a message. */
@Injectable()
export class LastSeen implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(LastSeen.name);
  private readonly pending = new Map<string, Sight>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly sights: LastSeenRepository,
    private readonly chosen: ChosenPresence,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => void this.flush(), FLUSH_INTERVAL_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  /** Somebody is there, unless they are invisible: then they are not seen. */
  touch(userId: string, roomIds: Iterable<string>): void {
    if (this.chosen.isInvisible(userId)) return;
    const at = new Date(this.clock.now());
    for (const roomId of roomIds) this.pending.set(`${userId} ${roomId}`, { roomId, userId, at });
  }

  /** Resolves when what was noted is kept, or could not be. */
  async flush(): Promise<void> {
    const entries = [...this.pending.values()];
    this.pending.clear();
    if (entries.length === 0) return;
    await this.sights.save(entries).catch((error: unknown) => {
      this.logger.warn({ err: error, entries: entries.length }, 'times of last sight were not saved');
    });
  }
}
