import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock } from '../../common/index.js';
import { Config } from '../../config/index.js';
import { EventBus } from '../../events/index.js';
import { memberJoined } from '../../members/index.js';
import { Fanout } from '../../realtime/index.js';
import { ReportsRepository } from '../reports.repository.js';

const WINDOW_MS = 60_000;
/** So long moderators are shown it, and are not told again. */
const ALARM_MS = 5 * 60_000;
const MAX_ROOMS = 5_000;

interface Rush {
  /** When the last ones came, oldest first; no more than it takes to ring. */
  joins: number[];
  toldAt: number;
}

/** Tells the moderators of a room into which many people come at once. Each process watches those who come by it. */
@Injectable()
export class RaidWatch implements OnModuleInit {
  private readonly logger = new Logger(RaidWatch.name);
  private readonly rushes = new LRUCache<string, Rush>({ max: MAX_ROOMS });
  private readonly most: number;

  constructor(
    private readonly reports: ReportsRepository,
    private readonly events: EventBus,
    private readonly fanout: Fanout,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.most = config.get('RAID_ALARM_JOINS');
  }

  onModuleInit(): void {
    if (this.most > 0) this.events.on(memberJoined, ({ roomId }) => this.note(roomId));
  }

  private async note(roomId: string): Promise<void> {
    const now = this.clock.now();
    const rush = this.rushes.get(roomId) ?? { joins: [], toldAt: -Infinity };
    this.rushes.set(roomId, rush);
    rush.joins = [...rush.joins.filter((at) => now - at < WINDOW_MS), now].slice(-this.most - 1);
    if (rush.joins.length <= this.most || now - rush.toldAt < ALARM_MS) return;
    rush.toldAt = now;
    await this.ring(roomId, rush.joins.length);
  }

  private async ring(roomId: string, joinCount: number): Promise<void> {
    this.logger.warn({ roomId, joinCount }, 'many people are coming into a room');
    for (const id of await this.reports.moderatorIds(roomId))
      this.fanout.toUser(id, 'raid:alarm', { roomId, joinCount, forMs: ALARM_MS });
  }
}
