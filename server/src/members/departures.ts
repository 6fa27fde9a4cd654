import { Injectable } from '@nestjs/common';
import { EventBus } from '../events/index.js';
import { memberLeaving } from './members.events.js';

interface Departure {
  /** How many removals of the same person from the same room run at once. */
  count: number;
  /** Somebody asked meanwhile, and was told that they are leaving. */
  wasAsked: boolean;
}

/**
 * Who is just being taken out of which room. From before the commit until its outcome is told nothing may bring a connection
 * of theirs back into the room, not even a catch-up that has read that they are a member: the first entry behind their
 * removal may be announced before this process has read its own commit.
 */
@Injectable()
export class Departures {
  private readonly underWay = new Map<string, Departure>();

  constructor(private readonly events: EventBus) {}

  begin(roomId: string, userId: string): void {
    const key = keyOf(roomId, userId);
    const departure = this.underWay.get(key) ?? { count: 0, wasAsked: false };
    departure.count += 1;
    this.underWay.set(key, departure);
    this.events.announce(memberLeaving, { roomId, userId });
  }

  /** @returns whether a connection was kept out meanwhile */
  end(roomId: string, userId: string): boolean {
    const key = keyOf(roomId, userId);
    const departure = this.underWay.get(key);
    if (!departure) return false;
    departure.count -= 1;
    if (departure.count === 0) this.underWay.delete(key);
    return departure.wasAsked;
  }

  isUnderWay(roomId: string, userId: string): boolean {
    const departure = this.underWay.get(keyOf(roomId, userId));
    if (departure) departure.wasAsked = true;
    return departure !== undefined;
  }
}

function keyOf(roomId: string, userId: string): string {
  return `${roomId} ${userId}`;
}
