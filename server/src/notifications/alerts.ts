import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { AlertPage, ReadAlertsBody, UserRef } from '@chatket/contract';
import { Clock } from '../common/index.js';
import { Fanout } from '../realtime/index.js';
import { AlertsRepository } from './alerts.repository.js';
import { RequestAlertsRepository } from './request-alerts.repository.js';

const KEPT_MS = 90 * 24 * 60 * 60 * 1_000;
const SWEEP_EVERY_MS = 6 * 60 * 60 * 1_000;
const SLICE = 500;
const PAUSE_MS = 50;

/** What people were told of: a list for each, the same on all their devices, of the last ninety days. */
@Injectable()
export class Alerts implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(Alerts.name);
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(
    private readonly alerts: AlertsRepository,
    private readonly requests: RequestAlertsRepository,
    private readonly fanout: Fanout,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => {
      this.forgetOld().catch((error: unknown) => {
        this.logger.warn({ err: error }, 'old alerts could not be taken away');
      });
    }, SWEEP_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    this.isStopped = true;
    clearInterval(this.timer);
  }

  /** The newest first. */
  async list({ id }: UserRef, query: { cursor?: string | undefined; limit: number }): Promise<AlertPage> {
    const { alerts, last } = await this.alerts.page(id, query);
    const isFirst = query.cursor === undefined;
    const exported = isFirst ? await this.alerts.exported(id) : undefined;
    const requests = isFirst ? await this.requests.list(id) : [];
    return {
      alerts,
      ...(exported && { exported }),
      ...(requests.length > 0 && { requests }),
      ...(alerts.length === query.limit && last !== undefined && { nextCursor: last }),
    };
  }

  /** Marks one of them as read, or all; the rooms stay unread. Twice is once. */
  async read({ id }: UserRef, { messageId }: ReadAlertsBody): Promise<void> {
    const now = new Date(this.clock.now());
    if (messageId === undefined) {
      await this.alerts.readAll(id, now);
      this.fanout.toUser(id, 'alerts:read', { unread: 0 });
      return;
    }
    const roomId = await this.alerts.read(id, messageId, now);
    // Who knows nothing of single ones is told that nothing else of the room was read.
    if (roomId !== undefined)
      this.fanout.toUser(id, 'alerts:read', {
        ...{ roomId, seq: 0, messageId },
        unread: await this.alerts.unread(id),
      });
  }

  /** Takes away what is older than ninety days. @returns how many went */
  async forgetOld(): Promise<number> {
    const until = new Date(this.clock.now() - KEPT_MS);
    let forgotten = 0;
    for (let count = SLICE; count === SLICE && !this.isStopped;) {
      count = await this.alerts.forget(until, SLICE);
      forgotten += count;
      await delay(PAUSE_MS, undefined, { ref: false });
    }
    return forgotten;
  }
}
