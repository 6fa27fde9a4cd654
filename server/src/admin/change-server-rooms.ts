import { Injectable } from '@nestjs/common';
import {
  type Action,
  isGuestName,
  ROLES,
  SERVER_ROLES,
  type ServerBanBody,
  type UserRef,
} from '@chatket/contract';
import { AppError, Clock, validationError } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { cannotOwn, Memberships } from '../members/index.js';
import { roomChanged } from '../rooms/profile/index.js';
import { UsersService } from '../users/index.js';
import { ServerPeopleRepository } from './server-people.repository.js';
import { ServerRoomAccess } from './server-room-access.js';
import { ServerRoomsRepository } from './server-rooms.repository.js';

/** Somebody in a room. */
interface Target {
  roomId: string;
  userId: string;
}

/**
 * What those who run the server do in rooms, members or not. Rights are looked at again under the room's lock; members see
 * it in the room's log, and the audit log has it.
 */
@Injectable()
export class ChangeServerRooms {
  constructor(
    private readonly access: ServerRoomAccess,
    private readonly rooms: ServerRoomsRepository,
    private readonly people: ServerPeopleRepository,
    private readonly memberships: Memberships,
    private readonly users: UsersService,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /**
   * Ends the writing, or lets it begin again; what was archived so its owners cannot restore. Twice is once.
   * @throws AppError `FORBIDDEN`, `ROOM_NOT_FOUND`; `CONFLICT` for a room that is to be deleted, which is restored first
   */
  async archive(actor: UserRef, roomId: string, { isOn }: { isOn: boolean }): Promise<void> {
    await this.access.require(actor, roomId, 'archive');
    const { kind, what, place } = await this.rooms.archive(roomId, actor.id, { isOn });
    if (kind === 'deleting')
      throw new AppError('CONFLICT', 'This room is about to be deleted: its owners can restore it.');
    if (kind === 'forbidden' || kind === 'no_room') return this.explain(actor, roomId, 'archive');
    if (what && place) this.events.announce(roomChanged, { roomId, by: actor, what, ...place });
  }

  /**
   * Bans somebody, member or not, whatever they are in the room. Twice is once.
   * @throws AppError `VALIDATION`, `ROOM_NOT_FOUND`, `NOT_FOUND` (no such person); `FORBIDDEN`, also for who is as much on
   * the server
   */
  async ban(
    actor: UserRef,
    { roomId, userId }: Target,
    { until: end, reason }: ServerBanBody,
  ): Promise<void> {
    await this.access.requireServer(actor);
    const until = this.endOf(end);
    const user = await this.person(userId);
    const targetServerRole = await this.people.roleOf(userId);
    await this.access.require(actor, roomId, 'remove', { targetServerRole });
    const kind = await this.memberships.banAsServer(roomId, { user, by: actor, until, reason });
    if (kind === 'forbidden' || kind === 'no_room') return this.explain(actor, roomId, 'remove');
  }

  /** Lets somebody come in again, whoever has banned them. Twice is once. @throws AppError `FORBIDDEN`, `ROOM_NOT_FOUND` */
  async unban(actor: UserRef, { roomId, userId }: Target): Promise<void> {
    await this.access.require(actor, roomId, 'remove', { targetServerRole: SERVER_ROLES.person });
    const kind = await this.rooms.unban(roomId, userId, actor.id);
    if (kind === 'forbidden' || kind === 'no_room') return this.explain(actor, roomId, 'remove');
  }

  /**
   * Makes a member the owner of a room that has none.
   * @throws AppError `FORBIDDEN`, also where somebody owns it; `ROOM_NOT_FOUND`, `NOT_FOUND` (not a member), `NOT_FOR_GUESTS`, `CANNOT_OWN`
   */
  async appoint(actor: UserRef, { roomId, userId }: Target): Promise<void> {
    await this.access.requireServer(actor);
    const user = await this.person(userId);
    const about = { newRole: ROLES.owner, isTargetGuest: isGuestName(user.username) };
    await this.access.require(actor, roomId, 'setRole', {
      ...about,
      hasOwner: await this.rooms.hasOwner(roomId),
    });
    const kind = await this.memberships.appoint(roomId, { user, by: actor });
    if (kind === 'not_member') throw new AppError('NOT_FOUND', 'This person is not a member of the room.');
    if (kind === 'has_owner') throw new AppError('FORBIDDEN', 'This room has an owner.');
    if (kind === 'cannot_own') throw cannotOwn();
    if (kind === 'guest') throw new AppError('NOT_FOR_GUESTS', 'Guests cannot own a room.');
    if (kind === 'forbidden' || kind === 'no_room') return this.explain(actor, roomId, 'setRole', about);
  }

  /**
   * Comes in as a member, which everybody in a private room sees: there is no other way to read one. Twice is once.
   * @throws AppError `FORBIDDEN`, `ROOM_NOT_FOUND`, `BANNED`, `ROOM_ARCHIVED`
   */
  async join(actor: UserRef, roomId: string): Promise<void> {
    await this.access.require(actor, roomId, 'join');
    const kind = await this.memberships.joinAsServer(roomId, actor);
    if (kind !== 'added' && kind !== 'known') return this.explain(actor, roomId, 'join');
  }

  /** Why a statement has refused what was allowed a moment ago. @throws AppError always */
  private async explain(
    actor: UserRef,
    roomId: string,
    action: Action,
    about: Parameters<ServerRoomAccess['require']>[3] = {},
  ): Promise<never> {
    await this.access.require(actor, roomId, action, about);
    throw new AppError('UNAVAILABLE', 'That was refused a moment ago, and is not any more. Try again.');
  }

  private endOf(until: string | undefined): Date | undefined {
    if (until === undefined) return undefined;
    const end = new Date(until);
    if (end.getTime() <= this.clock.now())
      throw validationError([{ field: 'until', message: 'must lie in the future' }]);
    return end;
  }

  private async person(userId: string): Promise<UserRef> {
    const user = await this.users.findById(userId);
    if (!user) throw new AppError('NOT_FOUND', 'There is no such person.');
    return user;
  }
}
