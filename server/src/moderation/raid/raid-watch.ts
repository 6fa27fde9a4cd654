import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { ClusterBus } from '../../cluster/index.js';
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
/** Said behind a room by the process that tells its moderators. */
const RUNG = 'rung';

interface Rush {
  /** When the last ones came, oldest first; no more than it takes to ring. */
  joins: number[];
  toldAt: number;
}

/**
 * Tells the moderators of a room into which many people come at once. Processes tell each other who comes by them, and that
 * they ring: the one by which one too many comes does.
 */
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
    private readonly bus: ClusterBus,
    config: Config,
  ) {
    this.most = config.get('RAID_ALARM_JOINS');
  }

  onModuleInit(): void {
    if (this.most <= 0) return;
    this.events.on(memberJoined, ({ roomId }) => this.come(roomId));
    this.bus.on('joins', (text) => {
      const [roomId = '', what] = text.split(' ');
      if (what === RUNG) this.rushOf(roomId).toldAt = this.clock.now();
      else this.note(roomId);
    });
  }

  private async come(roomId: string): Promise<void> {
    void this.bus.tellOthers('joins', roomId);
    const rush = this.note(roomId);
    const now = this.clock.now();
    if (rush.joins.length <= this.most || now - rush.toldAt < ALARM_MS) return;
    rush.toldAt = now;
    void this.bus.tellOthers('joins', `${roomId} ${RUNG}`);
    await this.ring(roomId, rush.joins.length);
  }

  private note(roomId: string): Rush {
    const now = this.clock.now();
    const rush = this.rushOf(roomId);
    rush.joins = [...rush.joins.filter((at) => now - at < WINDOW_MS), now].slice(-this.most - 1);
    return rush;
  }

  private rushOf(roomId: string): Rush {
    const rush = this.rushes.get(roomId) ?? { joins: [], toldAt: -Infinity };
    this.rushes.set(roomId, rush);
    return rush;
  }

  private async ring(roomId: string, joinCount: number): Promise<void> {
    this.logger.warn({ roomId, joinCount }, 'many people are coming into a room');
    for (const id of await this.reports.moderatorIds(roomId))
      this.fanout.toUser(id, 'raid:alarm', { roomId, joinCount, forMs: ALARM_MS });
  }
}
