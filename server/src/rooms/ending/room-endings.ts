import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../common/index.js';
import { EventBus } from '../../events/index.js';
import { memberLeft } from '../../members/index.js';
import { roomChanged } from '../profile/index.js';
import { EndingRepository } from './ending.repository.js';

const INTERVAL_MS = 10 * 60 * 1_000;
const DAY_MS = 24 * 60 * 60 * 1_000;
const ROOMS = 50;
const SLICE = 200;
/** Between slices, so that whatever people wait for comes first. */
const PAUSE_MS = 50;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** What went in one round. */
export interface Round {
  rooms: number;
  messages: number;
}

/**
 * Deletes rooms whose time has come, and messages that are older than their room keeps them. Safe to run at any time,
 * twice, and in several processes; what is cut off is gone on with in the next round.
 */
@Injectable()
export class RoomEndings implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(RoomEndings.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private isStopped = false;

  constructor(
    private readonly endings: EndingRepository,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => {
      this.running ??= this.attempt().finally(() => (this.running = undefined));
    }, INTERVAL_MS).unref();
  }

  /** What is under way ends with its slice. */
  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  /** Goes through all rooms once. */
  async run(): Promise<Round> {
    const round = { rooms: 0, messages: 0 };
    const now = new Date(this.clock.now());
    for (;;) {
      const ids = await this.endings.roomsToDelete(now, ROOMS);
      for (const id of ids) if (!this.isStopped) round.messages += await this.deleteRoom(id, now);
      if (this.isStopped || ids.length === 0) break;
      round.rooms += ids.length;
    }
    for (let behind = BEFORE_ALL; !this.isStopped;) {
      const rooms = await this.endings.roomsThatForget(behind, ROOMS);
      const last = rooms.at(-1);
      if (!last) break;
      for (const { id, retentionDays } of rooms) round.messages += await this.expire(id, retentionDays);
      behind = last.id;
    }
    return round;
  }

  /** First its people go, so that nobody sees it half gone. @returns how many messages went */
  private async deleteRoom(roomId: string, now: Date): Promise<number> {
    await this.inSlices(async () => {
      const users = await this.endings.endMemberships(roomId, now, SLICE);
      for (const user of users) this.events.announce(memberLeft, { roomId, user });
      return users.length;
    });
    const messages = await this.inSlices(() => this.endings.removeMessages(roomId, SLICE));
    await this.inSlices(() => this.endings.removeEvents(roomId, SLICE));
    if (!this.isStopped) await this.endings.removeRoom(roomId, now);
    return messages;
  }

  private expire(roomId: string, days: number): Promise<number> {
    const before = new Date(this.clock.now() - days * DAY_MS);
    return this.inSlices(async () => {
      const { looked, entry } = await this.endings.expire(roomId, before, SLICE);
      if (entry) this.events.announce(roomChanged, { roomId, what: 'expired', ...entry });
      return looked;
    });
  }

  /** Until a slice was not full. @returns how many there were in all */
  private async inSlices(slice: () => Promise<number>): Promise<number> {
    for (let sum = 0; ;) {
      const count = await slice();
      sum += count;
      if (count < SLICE || this.isStopped) return sum;
      await delay(PAUSE_MS, undefined, { ref: false });
    }
  }

  /** What cannot be done now is done the next time. */
  private async attempt(): Promise<void> {
    try {
      const round = await this.run();
      if (round.rooms + round.messages > 0) this.logger.log(round, 'what has come to its end was deleted');
    } catch (error) {
      this.logger.warn({ err: error }, 'what has come to its end could not be deleted');
    }
  }
}
