import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { Turns } from '../common/index.js';
import { Config } from '../config/index.js';
import { EventBus } from '../events/index.js';
import type { Connection } from '../realtime/index.js';
import { memberJoined, memberLeft } from '../members/index.js';
import { personRenamed } from '../users/index.js';
import { Notices } from './notices.js';
import { PresenceStore } from './presence-store.js';
import { Rosters } from './rosters.js';

/**
 * Who is here. A person is online in a room from their first connection there until the grace after the last one has
 * passed: a reload, a second tab or a short outage is not seen by anybody.
 */
@Injectable()
export class PresenceService implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(PresenceService.name);
  private readonly turns = new Turns();
  private readonly departures = new Map<string, NodeJS.Timeout>();
  private readonly graceMs: number;

  constructor(
    private readonly presences: PresenceStore,
    private readonly rosters: Rosters,
    private readonly notices: Notices,
    private readonly events: EventBus,
    config: Config,
  ) {
    this.graceMs = config.get('PRESENCE_GRACE_MS');
  }

  onModuleInit(): void {
    this.events.on(memberJoined, ({ roomId, user }) =>
      this.turns.take(user.id, async () => {
        const isOnline = await this.presences.isOnline({ roomId, userId: user.id });
        this.rosters.set(roomId, user, isOnline ? 'online' : 'offline');
      }),
    );
    this.events.on(memberLeft, ({ roomId, user }) =>
      this.turns.take(user.id, async () => {
        await this.presences.remove({ roomId, userId: user.id });
        this.cancelDeparture(roomId, user.id);
        this.rosters.remove(roomId, user.id);
      }),
    );
    this.events.on(personRenamed, ({ user }) => this.rosters.rename(user));
  }

  onModuleDestroy(): void {
    for (const timer of this.departures.values()) clearTimeout(timer);
    this.departures.clear();
  }

  /** Ids of the people who are in the room now. */
  online(roomId: string): Promise<ReadonlySet<string>> {
    return this.presences.online(roomId);
  }

  /** A connection has come into rooms: it is shown their rosters, and they hear of a person who was not there. */
  enter(connection: Connection, roomIds: readonly string[]): void {
    // One turn for all of them: whoever comes back does so to many rooms at once.
    this.inTurn(connection.user, async () => {
      for (const roomId of roomIds) await this.enterRoom(connection, roomId);
    });
  }

  /** A connection has left a room on purpose: no grace. */
  leave(connection: Connection, roomId: string): void {
    const { user } = connection;
    this.inTurn(user, async () => {
      const wasLast = await this.presences.leave({ roomId, userId: user.id }, connection.id);
      if (wasLast) await this.depart(roomId, user);
    });
  }

  /** A connection is gone. */
  close(connection: Connection): void {
    const { user } = connection;
    this.inTurn(user, async () => {
      for (const { roomId } of await this.presences.close(user.id, connection.id)) {
        const timer = setTimeout(() => {
          this.departures.delete(keyOf(roomId, user.id));
          this.inTurn(user, () => this.depart(roomId, user));
        }, this.graceMs).unref();
        this.departures.set(keyOf(roomId, user.id), timer);
      }
    });
  }

  /**
   * What a person's connections do is worked off in its order, conclusions included: else one that closes while it is
   * still being noted as there would be forgotten before and remembered afterwards.
   */
  private inTurn(user: UserRef, work: () => Promise<void>): void {
    this.turns.take(user.id, work).catch((error: unknown) => {
      this.logger.warn({ err: error, userId: user.id }, 'who is here could not be noted');
    });
  }

  private async enterRoom(connection: Connection, roomId: string): Promise<void> {
    // It may have closed meanwhile, or have been put out of the room.
    if (!connection.isOpen || !connection.isIn(roomId)) return;
    const { user } = connection;
    const isFirst = await this.presences.enter({ roomId, userId: user.id }, connection.id);
    const wasLeaving = this.cancelDeparture(roomId, user.id);
    if (isFirst && !wasLeaving) await this.notices.tell('join', roomId, user);
    this.rosters.enter(connection, roomId);
  }

  private async depart(roomId: string, user: UserRef): Promise<void> {
    if (await this.presences.isOnline({ roomId, userId: user.id })) return;
    await this.notices.tell('leave', roomId, user);
    this.rosters.set(roomId, user, 'offline');
  }

  /** True when the person was about to be counted as gone. */
  private cancelDeparture(roomId: string, userId: string): boolean {
    const key = keyOf(roomId, userId);
    clearTimeout(this.departures.get(key));
    return this.departures.delete(key);
  }
}

function keyOf(roomId: string, userId: string): string {
  return `${roomId} ${userId}`;
}
