import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { positionMoved } from '../reads/index.js';
import { Fanout } from '../realtime/index.js';
import { AlertsRepository, type ReadPlace } from './alerts.repository.js';

/** Who reads a lively room does so several times a second: what is read within this time is marked by one statement. */
const GATHER_MS = 250;
const AT_ONCE = 500;

/** Takes alerts of what was read off the lists, on all devices. */
@Injectable()
export class ReadWatch implements OnModuleDestroy {
  private readonly logger = new Logger(ReadWatch.name);
  private readonly waiting = new Map<string, ReadPlace>();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(
    private readonly alerts: AlertsRepository,
    private readonly fanout: Fanout,
    private readonly clock: Clock,
    events: EventBus,
  ) {
    events.on(positionMoved, ({ userId, roomId, lastReadSeq, threads }) => {
      this.note({ userId, roomId, seq: lastReadSeq, ...(threads && { threads }) });
    });
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.running;
    await this.flush();
  }

  private note(place: ReadPlace): void {
    const key = `${place.userId} ${place.roomId} ${JSON.stringify(place.threads)}`;
    const known = this.waiting.get(key);
    if (!known || known.seq < place.seq) this.waiting.set(key, place);
    if (this.isStopped) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.running = this.running.then(() => this.flush());
    }, GATHER_MS).unref();
  }

  private async flush(): Promise<void> {
    while (this.waiting.size > 0) {
      const places = [...this.waiting.entries()].slice(0, AT_ONCE);
      for (const [key] of places) this.waiting.delete(key);
      try {
        await this.mark(places.map(([, place]) => place));
      } catch (error) {
        // What is read on will mark it as well.
        this.logger.warn({ err: error }, 'alerts of what was read could not be marked');
      }
    }
  }

  private async mark(places: readonly ReadPlace[]): Promise<void> {
    for (const place of await this.alerts.readUpTo(places, new Date(this.clock.now()))) {
      const { userId, roomId, seq, threads } = place;
      this.fanout.toUser(userId, 'alerts:read', {
        ...{ roomId, seq },
        ...(typeof threads === 'object' && { rootId: threads.rootId }),
        ...(threads === 'all' && { threads: true }),
        unread: await this.alerts.unread(userId),
      });
    }
  }
}
