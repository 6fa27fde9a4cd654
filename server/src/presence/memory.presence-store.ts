import { Injectable } from '@nestjs/common';
import { MultiMap } from './multi-map.js';
import { type Presence, PresenceStore } from './presence-store.js';

/** The presences of one process. */
@Injectable()
export class MemoryPresenceStore extends PresenceStore {
  /** Connection ids by person, by room. */
  private readonly rooms = new Map<string, MultiMap>();
  /** Rooms by connection id. */
  private readonly connections = new MultiMap();

  /** How many entries are remembered. */
  get size(): number {
    return this.rooms.size + this.connections.size;
  }

  enter({ roomId, userId }: Presence, connectionId: string): boolean {
    const people = this.rooms.get(roomId) ?? new MultiMap();
    this.rooms.set(roomId, people);
    const isFirst = !people.has(userId);
    people.add(userId, connectionId);
    this.connections.add(connectionId, roomId);
    return isFirst;
  }

  leave(presence: Presence, connectionId: string): boolean {
    const { roomId, userId } = presence;
    this.connections.delete(connectionId, roomId);
    const people = this.rooms.get(roomId);
    const wasThere = people?.delete(userId, connectionId) ?? false;
    if (people?.size === 0) this.rooms.delete(roomId);
    return wasThere && !this.isOnline(presence);
  }

  close(userId: string, connectionId: string): Presence[] {
    const presences = [...this.connections.get(connectionId)].map((roomId) => ({ roomId, userId }));
    return presences.filter((presence) => this.leave(presence, connectionId));
  }

  remove(presence: Presence): void {
    const ids = [...(this.rooms.get(presence.roomId)?.get(presence.userId) ?? [])];
    for (const connectionId of ids) this.leave(presence, connectionId);
  }

  count(roomId: string): number {
    return this.rooms.get(roomId)?.size ?? 0;
  }

  isOnline({ roomId, userId }: Presence): boolean {
    return this.rooms.get(roomId)?.has(userId) ?? false;
  }
}
