import { Injectable } from '@nestjs/common';
import { LIMITS, type UserRef } from '@chatket/contract';
import { Coalescer } from '../common/index.js';
import type { Whereabouts } from '../realtime/index.js';
import { MembershipRepository } from './membership.repository.js';
import { OutsidersRepository } from './outsiders.repository.js';

const MAX_PLACES = 500;

/** Who belongs to a room, for features that show or tell it. */
@Injectable()
export class RoomMembers {
  /** Whoever comes back comes into many rooms at once. */
  private readonly rooms: Coalescer<string, UserRef[]>;
  private readonly places: Coalescer<Whereabouts, boolean>;

  constructor(memberships: MembershipRepository, outsiders: OutsidersRepository) {
    this.rooms = new Coalescer((roomIds) => memberships.members(roomIds), LIMITS.syncRoomsMax);
    this.places = new Coalescer(async (places) => {
      const outside = new Set((await outsiders.among(places)).map(keyOf));
      return places.map((place) => !outside.has(keyOf(place)));
    }, MAX_PLACES);
  }

  /** By username. */
  list(roomId: string): Promise<UserRef[]> {
    return this.rooms.add(roomId);
  }

  /** Whether a person is a member now, whatever has been told of them. */
  has({ roomId, userId }: Whereabouts): Promise<boolean> {
    return this.places.add({ roomId, userId });
  }
}

const keyOf = ({ roomId, userId }: Whereabouts) => `${roomId} ${userId}`;
