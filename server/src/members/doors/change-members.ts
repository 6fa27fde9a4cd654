import { Injectable } from '@nestjs/common';
import {
  isDeletedName,
  isGuestName,
  type Member,
  type RemoveMemberBody,
  ROLES,
  type UserRef,
} from '@chatket/contract';
import { Blocks } from '../../blocks/index.js';
import { AppError, Clock, validationError } from '../../common/index.js';
import { EraseRecent } from '../../edits/index.js';
import { RoomAccess } from '../../rooms/access/index.js';
import { UsersService } from '../../users/index.js';
import { Memberships } from '../memberships.js';
import { ListMembers } from './list-members.js';

/** Brings people in, makes them something else, puts them out. Rights are looked at again under the room's lock. */
@Injectable()
export class ChangeMembers {
  constructor(
    private readonly access: RoomAccess,
    private readonly memberships: Memberships,
    private readonly users: UsersService,
    private readonly blocks: Blocks,
    private readonly list: ListMembers,
    private readonly recent: EraseRecent,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes somebody a member; who is one already stays what they are.
   * @throws AppError `ROOM_NOT_FOUND`, `NOT_A_MEMBER`, `FORBIDDEN`, `FIXED_PEOPLE`, `ROOM_ARCHIVED`, `BANNED`,
   * `NOT_FOR_GUESTS` (by one, or of one), `NOT_FOUND` (no such person); `FORBIDDEN` also for who has blocked the actor
   */
  async add(
    actor: UserRef,
    roomId: string,
    { userId, role }: { userId: string; role: number },
  ): Promise<{ member: Member; isNew: boolean }> {
    const isTargetGuest = await this.isGuest(userId);
    await this.access.require(actor, roomId, 'invite', { isTargetGuest });
    if (role > ROLES.member) await this.access.require(actor, roomId, 'setRole', { newRole: role });
    const user = await this.person(userId);
    if (isDeletedName(user.username)) throw noSuchPerson();
    await this.blocks.requireTaken(actor, [userId]);
    const isNew = await this.memberships.bring(roomId, { user, by: actor, role });
    return { member: await this.list.find(actor, roomId, userId), isNew };
  }

  /**
   * Guests stay members.
   * @throws AppError `ROOM_NOT_FOUND`, `NOT_A_MEMBER`, `FORBIDDEN`, `FIXED_PEOPLE`, `LAST_OWNER`, `NOT_FOR_GUESTS`, `NOT_FOUND`
   * (not a member)
   */
  async setRole(
    actor: UserRef,
    roomId: string,
    { userId, role }: { userId: string; role: number },
  ): Promise<Member> {
    const isTargetGuest = await this.isGuest(userId);
    await this.access.requireOver(actor, roomId, 'setRole', { userId, newRole: role, isTargetGuest });
    const user = await this.person(userId);
    await this.memberships.setRole(roomId, { user, by: actor, role });
    return this.list.find(actor, roomId, userId);
  }

  /**
   * Puts somebody out, for now or with a ban, and deletes on demand what they have written lately. Whoever is not a member
   * can be banned too. Twice is once; what was cut off is gone on with.
   * @throws AppError `VALIDATION`, `ROOM_NOT_FOUND`, `NOT_A_MEMBER`, `FORBIDDEN`, `FIXED_PEOPLE`, `NOT_FOUND` (no such person)
   */
  async remove(
    actor: UserRef,
    roomId: string,
    { userId, ...body }: RemoveMemberBody & { userId: string },
  ): Promise<void> {
    await this.access.requireOver(actor, roomId, 'remove', { userId });
    const { ban = false, reason, deleteMessages = false } = body;
    const until = this.endOf(body);
    const user = await this.person(userId);
    const what = ban ? 'banned' : 'kicked';
    await this.memberships.remove(roomId, { user, by: actor, what, until, reason });
    if (deleteMessages) await this.recent.run(actor, { roomId, authorId: userId, reason });
  }

  private endOf({ ban = false, until }: RemoveMemberBody): Date | undefined {
    if (until === undefined) return undefined;
    if (!ban) throw validationError([{ field: 'until', message: 'goes with ban only' }]);
    const end = new Date(until);
    if (end.getTime() <= this.clock.now())
      throw validationError([{ field: 'until', message: 'must lie in the future' }]);
    return end;
  }

  private async isGuest(userId: string): Promise<boolean> {
    const user = await this.users.findById(userId);
    return user !== undefined && isGuestName(user.username);
  }

  private async person(userId: string): Promise<UserRef> {
    const user = await this.users.findById(userId);
    if (!user) throw noSuchPerson();
    return user;
  }
}

function noSuchPerson(): AppError {
  return new AppError('NOT_FOUND', 'There is no such person.');
}
