import { Injectable } from '@nestjs/common';
import { LIMITS, type UserRef } from '@chatket/contract';
import { Coalescer } from '../common/index.js';
import { MembershipRepository } from './membership.repository.js';

/** Who belongs to a room, for features that show or tell it. */
@Injectable()
export class RoomMembers {
  /** Whoever comes back comes into many rooms at once. */
  private readonly rooms: Coalescer<string, UserRef[]>;

  constructor(memberships: MembershipRepository) {
    this.rooms = new Coalescer((roomIds) => memberships.members(roomIds), LIMITS.syncRoomsMax);
  }

  /** By username. */
  list(roomId: string): Promise<UserRef[]> {
    return this.rooms.add(roomId);
  }
}
