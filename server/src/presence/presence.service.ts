import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { Turns } from '../common/index.js';
import { Config } from '../config/index.js';
import { EventBus } from '../events/index.js';
import { entriesCommitted, memberChangesIn } from '../log/index.js';
import type { Connection } from '../realtime/index.js';
import { memberJoined, memberLeft, RoomMembers } from '../members/index.js';
import { ChosenPresence, personRenamed, presenceChosen } from '../users/index.js';
import { type Change, Elsewhere, type MemberChange } from './elsewhere.js';
import { Graces } from './graces.js';
import { Notices } from './notices.js';
import { PeopleHere } from './people-here.js';
import { type Presence, PresenceStore } from './presence-store.js';
import { Rosters } from './rosters.js';

const RECONCILE_EVERY_MS = 10_000;

/**
 * Who is here. A person is online in a room from their first connection there until the grace after the last one has
 * passed: a reload, a second tab or a short outage is not seen by anybody, nor is another process.
 */
@Injectable()
export class PresenceService implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(PresenceService.name);
  private readonly turns = new Turns();
  private readonly graces: Graces;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly presences: PresenceStore,
    private readonly elsewhere: Elsewhere,
    private readonly rosters: Rosters,
    private readonly notices: Notices,
    private readonly people: PeopleHere,
    private readonly members: RoomMembers,
    private readonly chosen: ChosenPresence,
    private readonly events: EventBus,
    config: Config,
  ) {
    this.graces = new Graces(config.get('PRESENCE_GRACE_MS'));
  }

  onModuleInit(): void {
    this.events.on(memberJoined, ({ roomId, user }) => {
      this.elsewhere.tellMember({ what: 'joined', roomId, user });
      return this.turns.take(user.id, () => this.join(roomId, user));
    });
    this.events.on(memberLeft, ({ roomId, user }) => {
      this.elsewhere.tellMember({ what: 'ended', roomId, user });
      return this.turns.take(user.id, () => this.putOut(roomId, user.id));
    });
    // What another process has done: what was not heard of it is in the log, for the most part.
    this.events.on(entriesCommitted, ({ roomId, entries, isForeign }) => {
      for (const { user, role } of isForeign ? memberChangesIn(entries) : [])
        this.changeMember({ what: role === null ? 'ended' : 'joined', roomId, user });
    });
    this.elsewhere.listen({
      memberChanged: (change) => this.changeMember(change),
      idleChanged: (presence) => this.rosters.rekind(presence),
      idlers: () => this.people.idlers(),
      changed: (change) => {
        if (this.rosters.has(change.roomId)) this.inTurn(change.userId, () => this.changeElsewhere(change));
      },
    });
    this.events.on(personRenamed, ({ user }) => this.rosters.rename(user));
    this.events.on(presenceChosen, ({ userId }) => this.inTurn(userId, () => this.appear(userId)));
    this.timer = setInterval(() => void this.reconcile(), RECONCILE_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
    this.graces.stop();
  }

  /** Ids of the people who are in the room now. */
  online(roomId: string): Promise<ReadonlySet<string>> {
    return this.presences.online(roomId);
  }

  /** A connection has come into rooms: it is shown their rosters, and they hear of a person who was not there. */
  enter(connection: Connection, roomIds: readonly string[]): void {
    if (this.people.add(connection)) this.tellIdle(connection.user.id);
    // One turn for all of them: whoever comes back does so to many rooms at once.
    this.inTurn(connection.user.id, async () => {
      for (const roomId of roomIds) await this.enterRoom(connection, roomId);
    });
  }

  /** A connection has left a room on purpose: no grace. */
  leave(connection: Connection, roomId: string): void {
    const { user } = connection;
    this.inTurn(user.id, async () => {
      const wasLast = await this.presences.leave({ roomId, userId: user.id }, connection.id);
      if (wasLast) await this.depart(roomId, user);
    });
  }

  /** Nobody is before a device, or somebody is again. */
  setIdle(connection: Connection, isIdle: boolean): void {
    if (this.people.setIdle(connection, isIdle)) this.tellIdle(connection.user.id);
  }

  /** A connection is gone. */
  close(connection: Connection): void {
    const { user } = connection;
    if (this.people.remove(connection)) this.tellIdle(user.id);
    this.inTurn(user.id, async () => {
      for (const presence of await this.presences.close(user.id, connection.id))
        this.graces.begin(presence, () => {
          this.inTurn(user.id, () => this.depart(presence.roomId, user));
        });
    });
  }

  /** Whatever was lost on the way from other processes: their people are shown as they are. */
  private async reconcile(): Promise<void> {
    this.rosters.sweep();
    if (this.elsewhere.isAlone) return;
    await this.rosters
      .align(this.presences, (presence) => this.graces.has(presence))
      .catch((error: unknown) => this.logger.warn({ err: error }, 'who is here could not be looked at'));
  }

  /**
   * What a person's connections do is worked off in its order, conclusions included: else one that closes while it is
   * still being noted as there would be forgotten before and remembered afterwards.
   */
  private inTurn(userId: string, work: () => Promise<void>): void {
    this.turns.take(userId, work).catch((error: unknown) => {
      this.logger.warn({ err: error, userId }, 'who is here could not be noted');
    });
  }

  /**
   * What others have done is heard over more than one way, and not in its order: what holds is asked. Where that cannot be,
   * it is what was told.
   */
  private changeMember({ what, roomId, user }: MemberChange): void {
    if (what === 'joined' && !this.rosters.has(roomId)) return;
    this.inTurn(user.id, async () => {
      const isMember = await this.members.has({ roomId, userId: user.id }).catch(() => what === 'joined');
      await (isMember ? this.join(roomId, user) : this.putOut(roomId, user.id));
    });
  }

  private async join(roomId: string, user: UserRef): Promise<void> {
    if (!this.rosters.has(roomId)) return;
    const isOnline = await this.presences.isOnline({ roomId, userId: user.id });
    this.rosters.set(roomId, user, isOnline ? 'online' : 'offline');
  }

  private async putOut(roomId: string, userId: string): Promise<void> {
    await this.presences.remove({ roomId, userId });
    this.graces.end({ roomId, userId });
    this.rosters.remove(roomId, userId);
  }

  /** @param itsRoster `known` where the connection has been shown it before */
  private async enterRoom(connection: Connection, roomId: string, itsRoster?: 'known'): Promise<void> {
    // It may have closed meanwhile, or have been put out of the room.
    if (!connection.isOpen || !connection.isIn(roomId)) return;
    const { user } = connection;
    const presence = { roomId, userId: user.id };
    if (this.chosen.isInvisible(user.id)) {
      this.rosters.look(connection, roomId);
      return;
    }
    const isFirst = await this.presences.enter(presence, connection.id);
    const wasLeaving = this.graces.end(presence);
    if (isFirst && !wasLeaving) await this.notices.tell('join', roomId, user);
    if (itsRoster === 'known') this.rosters.set(roomId, user, 'online');
    else this.rosters.enter(connection, roomId);
  }

  private tellIdle(userId: string): void {
    const rooms = this.people.roomsOf(userId);
    if (rooms.size === 0) this.elsewhere.forgetIdle(userId);
    for (const roomId of rooms) {
      this.elsewhere.tell(this.people.isIdle(userId) ? 'idle' : 'active', { roomId, userId });
      this.rosters.rekind({ roomId, userId });
    }
  }

  /** They have chosen how they want to appear: whoever becomes invisible leaves, for all others, and stays connected. */
  private async appear(userId: string): Promise<void> {
    const isInvisible = this.chosen.isInvisible(userId);
    for (const connection of this.people.connectionsOf(userId))
      for (const roomId of connection.rooms())
        if (!isInvisible) await this.enterRoom(connection, roomId, 'known');
        else if (await this.presences.leave({ roomId, userId }, connection.id))
          await this.depart(roomId, connection.user);
    this.rosters.rekindEverywhere(userId);
  }

  private async depart(roomId: string, user: UserRef): Promise<void> {
    if (await this.presences.isOnline({ roomId, userId: user.id })) return;
    await this.notices.tell('leave', roomId, user);
    this.rosters.set(roomId, user, 'offline');
  }

  /** Those who are here are told of a member who comes or goes elsewhere: by each process its own, once. */
  private async changeElsewhere({ what, ...presence }: Change): Promise<void> {
    const isOnline = await this.presences.isOnline(presence);
    const isCome = what === 'came' || what === 'told';
    if (isOnline !== isCome) return;
    if (what === 'closed') {
      this.graces.begin(presence, () => {
        this.inTurn(presence.userId, () => this.changeElsewhere({ ...presence, what: 'left' }));
      });
      return;
    }
    const wasLeaving = this.graces.end(presence);
    this.rosters.show(presence, isCome ? 'online' : 'offline', (user) => {
      if (what !== 'told' && !wasLeaving) this.tellNotice(isCome ? 'join' : 'leave', presence, user);
    });
  }

  private tellNotice(type: 'join' | 'leave', { roomId }: Presence, user: UserRef): void {
    this.inTurn(user.id, () => this.notices.tell(type, roomId, user));
  }
}
