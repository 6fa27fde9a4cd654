import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { RosterUser, UserRef } from '@chatket/contract';
import { type Connection, Fanout, Frame } from '../realtime/index.js';
import { RoomMembers } from '../rooms/index.js';
import { PresenceStore } from './presence-store.js';
import { Roster } from './roster.js';

/** Every delta costs a packet for each who is there: the larger the room, the more changes go into one. */
const DELTA_INTERVAL_PER_MEMBER_MS = 10;
const SHORTEST_DELTA_INTERVAL_MS = 250;
const LONGEST_DELTA_INTERVAL_MS = 1_000;
const FULL_INTERVAL_MS = 1_000;
/** Members up to whom every snapshot is exact. */
const EXACT_UP_TO = 50;

interface Snapshot {
  version: number;
  changes: number;
  frame: Frame;
}

interface ActiveRoster {
  roster: Promise<Roster>;
  delta?: NodeJS.Timeout;
  full?: NodeJS.Timeout;
}

/**
 * The rosters of the rooms somebody is in. The whole roster goes to whoever comes; changes go to the room, coalesced:
 * as deltas at most four times a second (the larger the room, the rarer), and whole at most once a second to connections
 * that do not know deltas.
 */
@Injectable()
export class Rosters implements OnModuleDestroy {
  private readonly logger = new Logger(Rosters.name);
  private readonly active = new Map<string, ActiveRoster>();
  private readonly snapshots = new WeakMap<Roster, Snapshot>();

  constructor(
    private readonly members: RoomMembers,
    private readonly presences: PresenceStore,
    private readonly fanout: Fanout,
  ) {}

  /** How many rooms have a roster in memory. */
  get size(): number {
    return this.active.size;
  }

  onModuleDestroy(): void {
    for (const { delta, full } of this.active.values()) {
      clearTimeout(delta);
      clearTimeout(full);
    }
    this.active.clear();
  }

  /** Shows the roster to a connection that has come into the room. */
  show(connection: Connection, roomId: string): void {
    this.with(roomId, (roster) => {
      connection.send(this.snapshot(roster));
    });
  }

  set(roomId: string, user: UserRef, status: RosterUser['status']): void {
    this.change(roomId, (roster) => {
      roster.set(user, status);
    });
  }

  remove(roomId: string, userId: string): void {
    this.change(roomId, (roster) => {
      roster.remove(userId);
    });
  }

  /** Changes a roster that is in memory; one that is not will be read with the change in it. */
  private change(roomId: string, apply: (roster: Roster) => void): void {
    const active = this.active.get(roomId);
    if (!active) return;
    this.with(roomId, (roster) => {
      apply(roster);
      if (roster.hasChanges) this.schedule(active, roster);
      if (roster.isDeserted) this.forget(roomId);
    });
  }

  private with(roomId: string, use: (roster: Roster) => void): void {
    const active = this.active.get(roomId) ?? { roster: this.read(roomId) };
    this.active.set(roomId, active);
    active.roster.then(use).catch((error: unknown) => {
      if (this.active.get(roomId) === active) this.active.delete(roomId);
      this.logger.warn({ err: error, roomId }, 'the roster could not be read');
    });
  }

  private async read(roomId: string): Promise<Roster> {
    const members = await this.members.list(roomId);
    return new Roster(roomId, members, (userId) => this.presences.isOnline({ roomId, userId }));
  }

  private schedule(active: ActiveRoster, roster: Roster): void {
    const { roomId } = roster;
    active.delta ??= setTimeout(() => {
      active.delta = undefined;
      this.fanout.toRoom({ roomId, capability: 'batch' }, 'room:roster:delta', roster.takeDelta());
    }, deltaIntervalMs(roster)).unref();
    if (!this.fanout.hasListeners(roomId, 'plain')) return;
    active.full ??= setTimeout(() => {
      active.full = undefined;
      this.fanout.toRoom({ roomId, capability: 'plain' }, 'room:roster', roster.snapshot());
    }, FULL_INTERVAL_MS).unref();
  }

  /**
   * The whole roster, encoded once for many who come. In a small room it is exact; in a large one it may be as old as the
   * last delta, and the next one brings the rest.
   */
  private snapshot(roster: Roster): Frame {
    const known = this.snapshots.get(roster);
    const isFresh =
      known?.version === roster.version && (known.changes === roster.changes || roster.size > EXACT_UP_TO);
    if (isFresh) return known.frame;
    const frame = Frame.of('room:roster', roster.snapshot());
    this.snapshots.set(roster, { version: roster.version, changes: roster.changes, frame });
    return frame;
  }

  private forget(roomId: string): void {
    const active = this.active.get(roomId);
    clearTimeout(active?.delta);
    clearTimeout(active?.full);
    this.active.delete(roomId);
  }
}

function deltaIntervalMs({ size }: Roster): number {
  const wished = size * DELTA_INTERVAL_PER_MEMBER_MS;
  return Math.min(LONGEST_DELTA_INTERVAL_MS, Math.max(SHORTEST_DELTA_INTERVAL_MS, wished));
}
