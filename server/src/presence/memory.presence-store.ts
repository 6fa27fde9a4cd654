import { Injectable } from '@nestjs/common';
import { type Presence, PresenceStore } from './presence-store.js';

/** The presences of one process. */
@Injectable()
export class MemoryPresenceStore extends PresenceStore {
  /** Connection ids by room and person. */
  private readonly connections = new Map<string, Set<string>>();
  /** People by room. */
  private readonly people = new Map<string, Set<string>>();
  /** Rooms by connection id. */
  private readonly rooms = new Map<string, Set<string>>();

  /** How many entries are remembered. */
  get size(): number {
    return this.connections.size + this.people.size + this.rooms.size;
  }

  enter(presence: Presence, connectionId: string): boolean {
    const isFirst = !this.isOnline(presence);
    add(this.connections, keyOf(presence), connectionId);
    add(this.people, presence.roomId, presence.userId);
    add(this.rooms, connectionId, presence.roomId);
    return isFirst;
  }

  leave(presence: Presence, connectionId: string): boolean {
    remove(this.rooms, connectionId, presence.roomId);
    const wasLast = remove(this.connections, keyOf(presence), connectionId) && !this.isOnline(presence);
    if (wasLast) remove(this.people, presence.roomId, presence.userId);
    return wasLast;
  }

  close(userId: string, connectionId: string): Presence[] {
    const presences = [...(this.rooms.get(connectionId) ?? [])].map((roomId) => ({ roomId, userId }));
    return presences.filter((presence) => this.leave(presence, connectionId));
  }

  remove(presence: Presence): void {
    for (const connectionId of this.connections.get(keyOf(presence)) ?? []) {
      remove(this.rooms, connectionId, presence.roomId);
    }
    this.connections.delete(keyOf(presence));
    remove(this.people, presence.roomId, presence.userId);
  }

  count(roomId: string): number {
    return this.people.get(roomId)?.size ?? 0;
  }

  isOnline(presence: Presence): boolean {
    return this.connections.has(keyOf(presence));
  }
}

function keyOf({ roomId, userId }: Presence): string {
  return `${roomId} ${userId}`;
}

function add(index: Map<string, Set<string>>, key: string, value: string): void {
  const values = index.get(key);
  if (values) values.add(value);
  else index.set(key, new Set([value]));
}

/** True when the value was there. A key without values is forgotten. */
function remove(index: Map<string, Set<string>>, key: string, value: string): boolean {
  const values = index.get(key);
  const wasThere = values?.delete(value) ?? false;
  if (values?.size === 0) index.delete(key);
  return wasThere;
}
