import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock, Rest } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { entriesCommitted } from '../log/index.js';
import { Fanout } from '../realtime/index.js';
import { AlertsRepository } from './alerts.repository.js';
import { CursorsRepository } from './cursors.repository.js';
import { Looks } from './looks.js';
import { decideBatch } from './notice-batch.js';
import { takeRoomsBehind } from './rooms-behind.repository.js';
import { tellAlerts } from './tell-alerts.js';

/** What is said within this time is looked at together, in a room in which people go on talking too. */
const GATHER_MS = 50;
/** What other servers have told nobody here, and what a crash has left, is looked for so often. */
const LOOK_EVERY_MS = 30_000;
const ROOMS = 50;
const ROOMS_LOOKED_AT = 1_000;
const PER_ROOM = 200;
/** It rests so many times as long as it has worked, so that whoever sends comes first. */
const REST_TIMES = 2;

/**
 * Tells people of messages behind the log: in no send, and in nobody's way. What is committed is noted when it is
 * announced; the rest is a matter of cursors. An alert is kept together with the cursor, and told when both are there:
 * nobody is told twice of a message, and after a crash nobody misses one in their list.
 */
@Injectable()
export class Notifier implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Notifier.name);
  private readonly dirty = new Set<string>();
  private readonly rest = new Rest();
  private running: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private looking: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(
    private readonly cursors: CursorsRepository,
    private readonly alerts: AlertsRepository,
    private readonly looks: Looks,
    private readonly fanout: Fanout,
    private readonly clock: Clock,
    private readonly events: EventBus,
  ) {
    events.on(entriesCommitted, ({ roomId }) => {
      this.dirty.add(roomId);
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

  /** Resolves when everything that is committed now has been looked at. For tests. */
  async catchUp(): Promise<void> {
    await this.look();
    while (this.running && !this.isStopped) await this.running;
  }

  private async look(): Promise<void> {
    try {
      for (const id of await this.cursors.roomsBehind(ROOMS_LOOKED_AT)) this.dirty.add(id);
      this.start();
    } catch (error) {
      this.logger.warn({ err: error }, 'could not look for messages that nobody was told of');
    }
  }

  private wake(afterMs: number): void {
    if (this.running || this.timer || this.isStopped) return;
    this.timer = setTimeout(() => this.start(), afterMs).unref();
  }

  private start(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.isStopped || this.dirty.size === 0) return;
    this.running ??= this.run().then((hasFailed) => {
      this.running = undefined;
      if (hasFailed || this.dirty.size > 0) this.wake(hasFailed ? LOOK_EVERY_MS : GATHER_MS);
    });
  }

  /** Until there is nothing more to look at. @returns whether it has failed: what cannot be done now is done later */
  private async run(): Promise<boolean> {
    while (!this.isStopped && this.dirty.size > 0) {
      const roomIds = [...this.dirty].slice(0, ROOMS);
      for (const id of roomIds) this.dirty.delete(id);
      const rest = this.rest.measure();
      try {
        const left = await this.step(roomIds);
        for (const id of left) this.dirty.add(id);
        await rest({ times: REST_TIMES, leastMs: left.length > 0 ? 0 : GATHER_MS });
      } catch (error) {
        for (const id of roomIds) this.dirty.add(id);
        if (!this.isStopped) this.logger.warn({ err: error }, 'people could not be told of messages');
        return true;
      }
    }
    return false;
  }

  /** @returns the rooms of which there is more */
  private async step(roomIds: readonly string[]): Promise<string[]> {
    const now = this.clock.now();
    const { alerts, left, taken } = await this.cursors.transaction(async (statements) => {
      const rooms = await takeRoomsBehind(statements, roomIds);
      if (rooms.length === 0) return { alerts: [], left: [], taken: rooms };
      const batch = await decideBatch(statements, { rooms, limit: PER_ROOM, looks: this.looks, now });
      const added = await this.alerts.add(statements, batch.alerts, new Date(now));
      await this.cursors.note(statements, batch.cursors);
      return {
        alerts: batch.alerts.filter(({ userId, messageId }) => added.has(`${userId} ${messageId}`)),
        left: rooms.filter(({ roomId, headSeq }) => (batch.cursors.get(roomId) ?? headSeq) < headSeq),
        taken: rooms,
      };
    });
    tellAlerts(alerts, { fanout: this.fanout, events: this.events });
    // A room that is new has no cursor yet.
    const known = new Set(taken.map(({ roomId }) => roomId));
    const begun = await this.cursors.begin(roomIds.filter((id) => !known.has(id)));
    return [...left.map(({ roomId }) => roomId), ...begun];
  }
}
