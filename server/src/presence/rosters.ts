import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { RosterUser, UserRef } from '@chatket/contract';
import { type Connection, Fanout } from '../realtime/index.js';
import { RoomMembers } from '../members/index.js';
import { PresenceStore } from './presence-store.js';
import { Roster } from './roster.js';
import { RosterFeed } from './roster-feed.js';

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 10_000;

/** The rosters of the rooms somebody is in: read when the first comes, forgotten when the last has gone. */
@Injectable()
export class Rosters implements OnModuleDestroy {
  private readonly logger = new Logger(Rosters.name);
  private readonly feeds = new Map<string, Promise<RosterFeed>>();

  constructor(
    private readonly members: RoomMembers,
    private readonly presences: PresenceStore,
    private readonly fanout: Fanout,
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
  enter(connection: Connection, roomId: string, failures = 0): void {
    const enter = (feed: RosterFeed): void => {
      if (feed.isOver) this.enter(connection, roomId);
      else feed.enter(connection);
    };
    this.with(roomId, enter, () => {
      setTimeout(() => {
        if (connection.isOpen && connection.isIn(roomId)) this.enter(connection, roomId, failures + 1);
      }, retryInMs(failures)).unref();
    });
  }

  set(roomId: string, user: UserRef, status: RosterUser['status']): void {
    this.change(roomId, (roster) => {
      roster.set(user, status);
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

  /** Changes a roster that is in memory; one that is not will be read with the change in it. */
  private change(roomId: string, apply: (roster: Roster) => void): void {
    if (!this.feeds.has(roomId)) return;
    this.with(roomId, (feed) => {
      if (feed.isOver) return;
      feed.change(apply);
      if (feed.roster.isDeserted) this.forget(roomId, feed);
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
    return new RosterFeed(new Roster(roomId, members, isOnline), this.fanout);
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
