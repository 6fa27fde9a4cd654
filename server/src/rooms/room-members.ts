import { Injectable } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { MembershipRepository } from './membership.repository.js';

/** Who belongs to a room, for features that show or tell it. */
@Injectable()
export class RoomMembers {
  constructor(private readonly memberships: MembershipRepository) {}

  /** By username. */
  list(roomId: string): Promise<UserRef[]> {
    return this.memberships.members(roomId);
  }
}
