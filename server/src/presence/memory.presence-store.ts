import { Injectable } from '@nestjs/common';
import { MultiMap } from '../common/index.js';
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

  /** Whether a connection of this process is there. */
  isHere({ roomId, userId }: Presence): boolean {
    return this.rooms.get(roomId)?.has(userId) ?? false;
  }

  /** Who is there by a connection of this process. */
  *presences(): Iterable<Presence> {
    for (const [roomId, people] of this.rooms) for (const userId of people.keys()) yield { roomId, userId };
  }

  /** The rooms a connection is in. */
  roomsOf(connectionId: string): string[] {
    return [...this.connections.get(connectionId)];
  }

  enter({ roomId, userId }: Presence, connectionId: string): Promise<boolean> {
    const people = this.rooms.get(roomId) ?? new MultiMap();
    this.rooms.set(roomId, people);
    const isFirst = !people.has(userId);
    people.add(userId, connectionId);
    this.connections.add(connectionId, roomId);
    return Promise.resolve(isFirst);
  }

  leave(presence: Presence, connectionId: string): Promise<boolean> {
    return Promise.resolve(this.takeOut(presence, connectionId));
  }

  close(userId: string, connectionId: string): Promise<Presence[]> {
    const presences = [...this.connections.get(connectionId)].map((roomId) => ({ roomId, userId }));
    return Promise.resolve(presences.filter((presence) => this.takeOut(presence, connectionId)));
  }

  remove(presence: Presence): Promise<void> {
    const ids = [...(this.rooms.get(presence.roomId)?.get(presence.userId) ?? [])];
    for (const connectionId of ids) this.takeOut(presence, connectionId);
    return Promise.resolve();
  }

  isOnline(presence: Presence): Promise<boolean> {
    return Promise.resolve(this.isHere(presence));
  }

  online(roomId: string): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set(this.rooms.get(roomId)?.keys()));
  }

  count(roomId: string): Promise<number> {
    return Promise.resolve(this.rooms.get(roomId)?.size ?? 0);
  }

  /** True when it was the person's last connection in the room. */
  private takeOut(presence: Presence, connectionId: string): boolean {
    const { roomId, userId } = presence;
    this.connections.delete(connectionId, roomId);
    const people = this.rooms.get(roomId);
    const wasThere = people?.delete(userId, connectionId) ?? false;
    if (people?.size === 0) this.rooms.delete(roomId);
    return wasThere && !this.isHere(presence);
  }
}
