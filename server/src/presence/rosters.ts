import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { RosterUser, UserRef } from '@chatket/contract';
import { type Connection, Fanout } from '../realtime/index.js';
import { RoomMembers } from '../members/index.js';
import { Kinds } from './kinds.js';
import { type Presence, PresenceStore } from './presence-store.js';
import { Roster } from './roster.js';
import { RosterFeed } from './roster-feed.js';

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 10_000;
const MODES = ['log', 'batch', 'plain'] as const;

/** The rosters of the rooms somebody is in: read when the first comes, forgotten when the last has gone. */
@Injectable()
export class Rosters implements OnModuleDestroy {
  private readonly logger = new Logger(Rosters.name);
  private readonly feeds = new Map<string, Promise<RosterFeed>>();

  constructor(
    private readonly members: RoomMembers,
    private readonly presences: PresenceStore,
    private readonly fanout: Fanout,
    private readonly kinds: Kinds,
  ) {}

  /** How many rooms have a roster in memory. */
  get size(): number {
    return this.feeds.size;
  }

  onModuleDestroy(): void {
    for (const roomId of this.feeds.keys()) {
      this.with(roomId, (feed) => {
        this.forget(roomId, feed);
      });
    }
  }

  /**
   * A connection has come into the room: it is shown the roster, with its person online. As long as it is there, a roster
   * that could not be read is read again: nobody else would tell of this person.
   */
  enter(connection: Connection, roomId: string): void {
    this.bring(connection, roomId, 'enter');
  }

  /** The same for a connection whose person is not to be seen. */
  look(connection: Connection, roomId: string): void {
    this.bring(connection, roomId, 'look');
  }

  /** Somebody may be another kind of online in a room. */
  rekind({ roomId, userId }: Presence): void {
    this.change(roomId, (roster) => {
      roster.rekind(userId);
    });
  }

  /** The same in every room that somebody is in here. */
  rekindEverywhere(userId: string): void {
    for (const roomId of this.feeds.keys()) this.rekind({ roomId, userId });
  }

  set(roomId: string, user: UserRef, status: RosterUser['status']): void {
    this.change(roomId, (roster) => {
      roster.set(user, status);
    });
  }

  /** Whether the room has a roster in memory. */
  has(roomId: string): boolean {
    return this.feeds.has(roomId);
  }

  /** Shows a member, if they are one, as somebody who is here or not. Calls back when they were shown otherwise before. */
  show({ roomId, userId }: Presence, status: RosterUser['status'], onChanged: (user: UserRef) => void): void {
    this.change(roomId, (roster) => {
      const changed = roster.show(userId, status);
      if (changed) onChanged(changed);
    });
  }

  /**
   * Shows everybody as they are; where somebody is there who is not known as a member, the members are read again. A roster
   * that changes meanwhile is looked at the next time.
   * @param isLeaving whether they are still shown, though they are gone
   */
  async align(presences: PresenceStore, isLeaving: (presence: Presence) => boolean): Promise<void> {
    for (const [roomId, reading] of [...this.feeds]) {
      const feed = await reading.catch(() => undefined);
      if (!feed || this.feeds.get(roomId) !== reading) continue;
      const { changes } = feed.roster;
      const online = await presences.online(roomId);
      const isKnown = [...online].every((userId) => feed.roster.has(userId));
      const members = isKnown ? undefined : await this.members.list(roomId);
      if (feed.isOver || feed.roster.changes !== changes) continue;
      const isOnline = (userId: string) => online.has(userId) || isLeaving({ roomId, userId });
      feed.change((roster) => {
        if (members) roster.alignMembers(members, isOnline);
        roster.align(isOnline);
      });
    }
  }

  /** Forgets the rosters of rooms that nobody of this process is in. */
  sweep(): void {
    for (const roomId of this.feeds.keys())
      if (!this.isWatched(roomId))
        this.with(roomId, (feed) => {
          if (!this.isWatched(roomId)) this.forget(roomId, feed);
        });
  }

  /** In every room that somebody is in here, where the person is a member. */
  rename(user: UserRef): void {
    for (const roomId of this.feeds.keys())
      this.change(roomId, (roster) => {
        roster.rename(user);
      });
  }

  remove(roomId: string, userId: string): void {
    this.change(roomId, (roster) => {
      roster.remove(userId);
    });
  }

  private bring(connection: Connection, roomId: string, how: 'enter' | 'look', failures = 0): void {
    const bring = (feed: RosterFeed): void => {
      if (feed.isOver) this.bring(connection, roomId, how);
      else feed[how](connection);
    };
    this.with(roomId, bring, () => {
      setTimeout(() => {
        if (connection.isOpen && connection.isIn(roomId)) this.bring(connection, roomId, how, failures + 1);
      }, retryInMs(failures)).unref();
    });
  }

  /** Changes a roster that is in memory; one that is not will be read with the change in it. */
  private change(roomId: string, apply: (roster: Roster) => void): void {
    if (!this.feeds.has(roomId)) return;
    this.with(roomId, (feed) => {
      if (feed.isOver) return;
      feed.change(apply);
      if (feed.roster.isDeserted && !this.isWatched(roomId)) this.forget(roomId, feed);
    });
  }

  private with(roomId: string, use: (feed: RosterFeed) => void, onFailure?: () => void): void {
    const feed = this.feeds.get(roomId) ?? this.read(roomId);
    this.feeds.set(roomId, feed);
    feed.then(use).catch((error: unknown) => {
      if (this.feeds.get(roomId) === feed) this.feeds.delete(roomId);
      this.logger.warn({ err: error, roomId }, 'the roster could not be read');
      onFailure?.();
    });
  }

  private async read(roomId: string): Promise<RosterFeed> {
    const members = await this.members.list(roomId);
    // Whoever comes or goes from here on is among the changes that wait for this roster.
    const online = await this.presences.online(roomId);
    const isOnline = (userId: string) => online.has(userId);
    const kindOf = (userId: string) => this.kinds.of({ roomId, userId });
    return new RosterFeed(new Roster(roomId, members, isOnline, kindOf), this.fanout);
  }

  private isWatched(roomId: string): boolean {
    return MODES.some((mode) => this.fanout.hasListeners(roomId, mode));
  }

  private forget(roomId: string, feed: RosterFeed): void {
    feed.stop();
    this.feeds.delete(roomId);
  }
}

/** Longer after each failure, and for each of a crowd something else. */
function retryInMs(failures: number): number {
  const bound = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failures, 10));
  return bound / 2 + (Math.random() * bound) / 2;
}
