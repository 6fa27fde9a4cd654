import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { Config } from '../config/index.js';
import { EventBus } from '../events/index.js';
import type { Connection } from '../realtime/index.js';
import { memberJoined, memberLeft } from '../members/index.js';
import { Notices } from './notices.js';
import { PresenceStore } from './presence-store.js';
import { Rosters } from './rosters.js';

/**
 * Who is here. A person is online in a room from their first connection there until the grace after the last one has
 * passed: a reload, a second tab or a short outage is not seen by anybody.
 */
@Injectable()
export class PresenceService implements OnModuleInit, OnModuleDestroy {
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
    this.events.on(memberJoined, ({ roomId, user }) => {
      this.rosters.set(
        roomId,
        user,
        this.presences.isOnline({ roomId, userId: user.id }) ? 'online' : 'offline',
      );
    });
    this.events.on(memberLeft, ({ roomId, user }) => {
      this.presences.remove({ roomId, userId: user.id });
      this.cancelDeparture(roomId, user.id);
      this.rosters.remove(roomId, user.id);
    });
  }

  onModuleDestroy(): void {
    for (const timer of this.departures.values()) clearTimeout(timer);
    this.departures.clear();
  }

  /** A connection has come into a room: it is shown the roster, and the room hears of a person who was not there. */
  enter(connection: Connection, roomId: string): void {
    if (!connection.isOpen) return;
    const { id: userId } = connection.user;
    const isFirst = this.presences.enter({ roomId, userId }, connection.id);
    const wasLeaving = this.cancelDeparture(roomId, userId);
    if (isFirst && !wasLeaving) this.notices.tell('join', roomId, connection.user);
    this.rosters.set(roomId, connection.user, 'online');
    this.rosters.show(connection, roomId);
  }

  /** A connection has left a room on purpose: no grace. */
  leave(connection: Connection, roomId: string): void {
    const wasLast = this.presences.leave({ roomId, userId: connection.user.id }, connection.id);
    if (wasLast) this.depart(roomId, connection.user);
  }

  /** A connection is gone. */
  close(connection: Connection): void {
    const { user } = connection;
    for (const { roomId } of this.presences.close(user.id, connection.id)) {
      const timer = setTimeout(() => {
        this.departures.delete(keyOf(roomId, user.id));
        this.depart(roomId, user);
      }, this.graceMs).unref();
      this.departures.set(keyOf(roomId, user.id), timer);
    }
  }

  private depart(roomId: string, user: UserRef): void {
    if (this.presences.isOnline({ roomId, userId: user.id })) return;
    this.notices.tell('leave', roomId, user);
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
