import { Injectable } from '@nestjs/common';
import { isGuestName, type MemberChange, ROLES, type UserRef } from '@chatket/contract';
import { AppError } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { Fanout } from '../realtime/index.js';
import { RoomAccess } from '../rooms/access/index.js';
import { Departures } from './departures.js';
import { memberJoined, memberLeft, memberRoleChanged } from './members.events.js';
import {
  type AddOutcome,
  type AppointOutcome,
  type BringOutcome,
  type LogPlace,
  MembershipRepository,
  type Removal,
  type RemoveOutcome,
} from './membership.repository.js';

/** Who comes in, and how. */
export interface Coming {
  user: UserRef;
  /** Who brings them in; missing for who comes by themselves. */
  by?: UserRef;
  role?: number;
}

/** Who goes, and how. */
export interface Going extends Removal {
  user: UserRef;
  by: UserRef;
}

/** Coming and going: what is committed is announced, with its entry of the log. Rights are for the callers to ask. */
@Injectable()
export class Memberships {
  constructor(
    private readonly memberships: MembershipRepository,
    private readonly departures: Departures,
    private readonly access: RoomAccess,
    private readonly events: EventBus,
    private readonly fanout: Fanout,
  ) {}

  /** Coming twice is coming once. @returns whether they were not a member before
   * @throws AppError `ROOM_NOT_FOUND`, `ROOM_ARCHIVED`, `BANNED` (of whoever comes) */
  async add(roomId: string, { user, by = user, role = ROLES.member }: Coming): Promise<boolean> {
    const what = by.id === user.id ? 'joined' : 'added';
    const target = { roomId, userId: user.id, actorId: by.id };
    return this.come(roomId, { user, by, role }, await this.memberships.add(target, what, role));
  }

  /** Coming by oneself. @returns and throws as `add`, and `ASK_FIRST` */
  async join(roomId: string, user: UserRef): Promise<boolean> {
    const { kind, place } = await this.memberships.join(roomId, user.id);
    if (kind === 'ask_first') return this.access.explainRefusal(user, roomId, 'join');
    return this.come(roomId, { user, by: user, role: ROLES.member }, { kind, place });
  }

  /**
   * Brings somebody in, if whoever does it may do that at that moment. Twice is once.
   * @returns whether they were not a member before
   * @throws AppError as `add`, and `FORBIDDEN`, `FIXED_PEOPLE`, `NOT_A_MEMBER` of whoever does it, `NOT_FOR_GUESTS`
   */
  async bring(roomId: string, { user, by, role }: Required<Coming>): Promise<boolean> {
    const { kind, place } = await this.memberships.bring({ roomId, userId: user.id, actorId: by.id }, role);
    if (kind === 'forbidden') {
      if (role > ROLES.member) await this.access.require(by, roomId, 'setRole', { newRole: role });
      return this.access.explainRefusal(by, roomId, 'invite', { isTargetGuest: isGuestName(user.username) });
    }
    if (kind === 'cannot_own') throw cannotOwn();
    return this.come(roomId, { user, by, role }, { kind, place });
  }

  /** Going twice is going once: `not_member`.
   * @throws AppError `LAST_OWNER`, `FORBIDDEN`, `ROOM_NOT_FOUND`, `UNAVAILABLE` when it is not known whether they have gone */
  async remove(roomId: string, { user, by, ...removal }: Going): Promise<'removed' | 'not_member'> {
    const target = { roomId, userId: user.id, actorId: by.id };
    const kind = await this.end(roomId, { user, by, ...removal }, () =>
      this.memberships.remove(target, removal),
    );
    if (kind === 'removed' || kind === 'not_member') return kind;
    if (kind === 'last_owner') throw new AppError('LAST_OWNER', 'Make somebody else an owner first.');
    const targetRole = await this.access.roleOf(user.id, roomId);
    return this.access.explainRefusal(by, roomId, kind === 'no_room' ? 'see' : 'remove', { targetRole });
  }

  /**
   * Bans somebody as one of those who run the server. Rights are looked at by the statement.
   * @returns what became of it; of `forbidden` and `no_room` the caller says why
   */
  banAsServer(
    roomId: string,
    { user, by, until, reason }: Omit<Going, 'what'>,
  ): Promise<RemoveOutcome['kind']> {
    const going = { user, by, what: 'banned', until, reason } as const;
    const target = { roomId, userId: user.id, actorId: by.id };
    return this.end(roomId, going, () => this.memberships.banAsServer(target, going));
  }

  /** Gives a room an owner that has none, as one of those who run the server. @returns what became of it, as `banAsServer` */
  async appoint(roomId: string, { user, by }: Pick<Going, 'user' | 'by'>): Promise<AppointOutcome['kind']> {
    const role = ROLES.owner;
    const { kind, place } = await this.memberships.appoint({ roomId, userId: user.id, actorId: by.id });
    const entry = entryOf(place, { what: 'role', by, user, role });
    if (kind === 'changed') this.events.announce(memberRoleChanged, { roomId, user, role, entry });
    return kind;
  }

  /** Comes into a room as one of those who run the server. @returns what became of it, as `banAsServer` */
  async joinAsServer(roomId: string, user: UserRef): Promise<BringOutcome['kind']> {
    const { kind, place } = await this.memberships.joinAsServer(roomId, user.id);
    const entry = entryOf(place, { what: 'joined', by: user, user, role: ROLES.member });
    if (kind === 'added') this.events.announce(memberJoined, { roomId, user, entry });
    return kind;
  }

  /** Somebody whose account is deleted leaves a room; one that is its people they stay in, and say nothing. Twice is once. */
  async forsake(roomId: string, user: UserRef): Promise<void> {
    const role = ROLES.owner;
    await this.end(roomId, { user, by: user, what: 'left' }, async () => {
      const { heir, kind, place } = await this.memberships.forsake(roomId, user.id);
      if (heir) {
        const entry = entryOf(heir.place, { what: 'role', by: user, user: heir.user, role });
        this.events.announce(memberRoleChanged, { roomId, user: heir.user, role, entry });
      }
      return { kind: kind === 'kept' ? 'not_member' : kind, ...(place && { place }) };
    });
  }

  private async end(
    roomId: string,
    going: Going,
    remove: () => Promise<RemoveOutcome>,
  ): Promise<RemoveOutcome['kind']> {
    const { user } = going;
    // Before the commit, so that nothing said after it reaches a connection of theirs.
    this.departures.begin(roomId, user.id);
    await this.fanout.evict(user.id, roomId);
    const { kind, place } = await remove().catch(async (error: unknown) => {
      // Perhaps they are still a member, whose connections hear nothing of the room any more.
      this.departures.end(roomId, user.id);
      await this.fanout.reconnect(user.id);
      throw error;
    });
    if (kind === 'removed') this.announceLeft(roomId, going, place);
    const wasKeptOut = this.departures.end(roomId, user.id);
    if (kind === 'removed') return kind;
    // They are a member, or have become one meanwhile: what they have missed comes with their next sync.
    if (kind !== 'not_member' || wasKeptOut) await this.fanout.reconnect(user.id);
    return kind;
  }

  /**
   * Makes a member something else. What they are already is no change.
   * @throws AppError `NOT_FOUND` where they are not a member, `LAST_OWNER`, `CANNOT_OWN`, `FORBIDDEN`, `NOT_FOR_GUESTS`, `ROOM_NOT_FOUND`
   */
  async setRole(roomId: string, { user, by, role }: Required<Coming>): Promise<void> {
    const target = { roomId, userId: user.id, actorId: by.id };
    const { kind, place } = await this.memberships.setRole(target, role);
    if (kind === 'not_member') throw notAMember();
    if (kind === 'cannot_own') throw cannotOwn();
    if (kind === 'last_owner') throw new AppError('LAST_OWNER', 'Make somebody else an owner first.');
    if (kind === 'forbidden' || kind === 'no_room') {
      const targetRole = await this.access.roleOf(user.id, roomId);
      const isTargetGuest = isGuestName(user.username);
      const about = { targetRole, isTargetGuest, newRole: role, isOwn: user.id === by.id };
      return this.access.explainRefusal(by, roomId, 'setRole', about);
    }
    const entry = entryOf(place, { what: 'role', by, user, role });
    if (kind === 'changed') this.events.announce(memberRoleChanged, { roomId, user, role, entry });
  }

  private async come(
    roomId: string,
    { user, by, role }: Required<Coming>,
    { kind, place }: AddOutcome,
  ): Promise<boolean> {
    if (kind === 'no_room') return this.access.explainRefusal(by, roomId, 'see');
    if (kind === 'archived') throw new AppError('ROOM_ARCHIVED', 'This room is archived.');
    if (kind === 'banned') throw new AppError('BANNED', 'This person was banned from the room.');
    if (kind === 'known') return false;
    const what = by.id === user.id ? 'joined' : 'added';
    this.events.announce(memberJoined, { roomId, user, entry: entryOf(place, { what, by, user, role }) });
    return true;
  }

  private announceLeft(roomId: string, { user, by, ...removal }: Going, place: LogPlace | undefined): void {
    const { what, reason, until } = removal;
    const entry = entryOf(place, { what, by, user, role: null });
    const putOut = what === 'left' ? undefined : { what, by, reason, until };
    this.events.announce(memberLeft, { roomId, user, entry, putOut });
  }
}

/** The one answer to whoever would make an owner of somebody who cannot be one. */
export function cannotOwn(): AppError {
  return new AppError('CANNOT_OWN', 'Only people whose account is open own rooms.');
}

/** The one answer to whoever names somebody who is not a member. */
export function notAMember(): AppError {
  return new AppError('NOT_FOUND', 'This person is not a member of the room.');
}

function entryOf(
  place: LogPlace | undefined,
  change: Pick<MemberChange, 'what' | 'by' | 'user' | 'role'>,
): MemberChange | undefined {
  return place && { ...place, kind: 'member', ...change };
}
