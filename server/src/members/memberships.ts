import { Injectable } from '@nestjs/common';
import { type MemberChange, ROLES, type UserRef } from '@chatket/contract';
import { AppError } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { Fanout } from '../realtime/index.js';
import { RoomAccess } from '../rooms/access/index.js';
import { memberJoined, memberLeft } from './members.events.js';
import { type LogPlace, MembershipRepository, type Removal } from './membership.repository.js';

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
    private readonly access: RoomAccess,
    private readonly events: EventBus,
    private readonly fanout: Fanout,
  ) {}

  /** Coming twice is coming once. @returns whether they were not a member before
   * @throws AppError `ROOM_NOT_FOUND`, `ROOM_ARCHIVED`, `BANNED` (of whoever comes) */
  async add(roomId: string, { user, by = user, role = ROLES.member }: Coming): Promise<boolean> {
    const what = by.id === user.id ? 'joined' : 'added';
    const target = { roomId, userId: user.id, actorId: by.id };
    const { kind, place } = await this.memberships.add(target, what, role);
    if (kind === 'no_room') return this.access.explainRefusal(by, roomId, 'see');
    if (kind === 'archived') throw new AppError('ROOM_ARCHIVED', 'This room is archived.');
    if (kind === 'banned') throw new AppError('BANNED', 'This person was banned from the room.');
    if (kind === 'known') return false;
    this.events.announce(memberJoined, { roomId, user, entry: entryOf(place, { what, by, user, role }) });
    return true;
  }

  /** Going twice is going once: `not_member`.
   * @throws AppError `LAST_OWNER`, `FORBIDDEN`, `ROOM_NOT_FOUND`, `UNAVAILABLE` when it is not known whether they have gone */
  async remove(roomId: string, { user, by, ...removal }: Going): Promise<'removed' | 'not_member'> {
    // Before the commit, so that nothing said after it reaches a connection of theirs.
    await this.fanout.evict(user.id, roomId);
    const target = { roomId, userId: user.id, actorId: by.id };
    const { kind, place } = await this.memberships.remove(target, removal).catch(async (error: unknown) => {
      // Perhaps they are still a member, whose connections hear nothing of the room any more.
      await this.fanout.reconnect(user.id);
      throw error;
    });
    if (kind === 'removed') {
      const entry = entryOf(place, { what: removal.what, by, user, role: null });
      this.events.announce(memberLeft, { roomId, user, entry });
      return kind;
    }
    if (kind === 'not_member') return kind;
    // They are still a member: what they have missed meanwhile comes with their next sync.
    await this.fanout.reconnect(user.id);
    if (kind === 'last_owner') throw new AppError('LAST_OWNER', 'Make somebody else an owner first.');
    return this.access.explainRefusal(by, roomId, kind === 'no_room' ? 'see' : 'remove');
  }
}

function entryOf(
  place: LogPlace | undefined,
  change: Pick<MemberChange, 'what' | 'by' | 'user' | 'role'>,
): MemberChange | undefined {
  return place && { ...place, kind: 'member', ...change };
}
