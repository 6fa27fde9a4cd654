import { Injectable } from '@nestjs/common';
import type { Connection } from '../realtime/index.js';

/** The people who are connected to this process, by which connections, and whether there is anybody before these. */
@Injectable()
export class PeopleHere {
  /** Each connection with whether it is idle. */
  private readonly people = new Map<string, Map<Connection, boolean>>();
  private readonly idle = new Set<string>();
  /** Connections that have said so before they came into any room. */
  private readonly early = new WeakSet<Connection>();

  /** @returns whether it changes that they are idle */
  add(connection: Connection): boolean {
    const { id } = connection.user;
    const known = this.people.get(id) ?? new Map<Connection, boolean>();
    if (!known.has(connection)) this.people.set(id, known.set(connection, this.early.has(connection)));
    return this.look(id);
  }

  /** @returns as `add` */
  remove(connection: Connection): boolean {
    const { id } = connection.user;
    const known = this.people.get(id);
    known?.delete(connection);
    if (known?.size === 0) this.people.delete(id);
    return this.look(id);
  }

  /** @returns as `add` */
  setIdle(connection: Connection, isIdle: boolean): boolean {
    const known = this.people.get(connection.user.id);
    if (known?.has(connection)) known.set(connection, isIdle);
    else if (isIdle) this.early.add(connection);
    else this.early.delete(connection);
    return this.look(connection.user.id);
  }

  connectionsOf(userId: string): Connection[] {
    return [...(this.people.get(userId)?.keys() ?? [])];
  }

  /** Rooms that any of them is in. */
  roomsOf(userId: string): Set<string> {
    return new Set(this.connectionsOf(userId).flatMap((connection) => connection.rooms()));
  }

  /** On every device that is connected here. */
  isIdle(userId: string): boolean {
    return this.idle.has(userId);
  }

  idlers(): string[] {
    return [...this.idle];
  }

  private look(userId: string): boolean {
    const known = this.people.get(userId);
    const isIdle = known !== undefined && [...known.values()].every(Boolean);
    if (isIdle === this.idle.has(userId)) return false;
    if (isIdle) this.idle.add(userId);
    else this.idle.delete(userId);
    return true;
  }
}
