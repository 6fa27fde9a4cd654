import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../events/index.js';
import { memberLeaving, memberLeft } from '../members/index.js';
import type { Connection } from '../realtime/index.js';

/** A connection that has a room before it. */
export interface Watcher {
  connection: Connection;
  /** Nothing up to it is theirs to read. */
  fromSeq: number;
}

/** Which connections of this process have which room before them: one each. */
@Injectable()
export class Watchers implements OnModuleInit {
  private readonly byRoom = new Map<string, Map<string, Watcher>>();
  private readonly roomOf = new WeakMap<Connection, string>();

  constructor(private readonly events: EventBus) {}

  onModuleInit(): void {
    this.events.on(memberLeaving, ({ roomId, userId }) => {
      this.putOut(roomId, userId);
    });
    this.events.on(memberLeft, ({ roomId, user }) => {
      this.putOut(roomId, user.id);
    });
  }

  add(roomId: string, watcher: Watcher): void {
    this.remove(watcher.connection);
    if (!watcher.connection.isOpen) return;
    this.roomOf.set(watcher.connection, roomId);
    const inRoom = this.byRoom.get(roomId) ?? new Map<string, Watcher>();
    this.byRoom.set(roomId, inRoom.set(watcher.connection.id, watcher));
  }

  remove(connection: Connection): void {
    const roomId = this.roomOf.get(connection);
    if (roomId === undefined) return;
    this.roomOf.delete(connection);
    this.take(roomId, connection);
  }

  /** The rooms that anybody has before them. */
  rooms(): string[] {
    return [...this.byRoom.keys()];
  }

  /** Those that are still connected. */
  of(roomId: string): Watcher[] {
    const watchers = [...(this.byRoom.get(roomId)?.values() ?? [])];
    for (const { connection } of watchers) if (!connection.isOpen) this.take(roomId, connection);
    return watchers.filter(({ connection }) => connection.isOpen);
  }

  private putOut(roomId: string, userId: string): void {
    for (const { connection } of this.byRoom.get(roomId)?.values() ?? [])
      if (connection.user.id === userId) this.remove(connection);
  }

  private take(roomId: string, { id }: Connection): void {
    const inRoom = this.byRoom.get(roomId);
    inRoom?.delete(id);
    if (inRoom?.size === 0) this.byRoom.delete(roomId);
  }
}
