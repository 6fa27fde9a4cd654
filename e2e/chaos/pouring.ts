import type { Room } from '@chatket/contract';
import { createRoom } from '../../rig/people.mjs';
import type { Cast } from './cast';
import type { MembershipChanges } from './membership-changes';
import type { Random } from './random';
import type { Person } from './world/people';

interface Options {
  cast: Cast;
  changes: MembershipChanges;
  random: Random;
  /** Sends that are under way all the time. */
  atOnce: number;
}

/** Duplicate senders who write without a pause in a room with few listeners. */
export class Pouring {
  private room = '';

  constructor(private readonly options: Options) {}

  async open(founder: Person, url: string): Promise<Room> {
    const { cast, changes } = this.options;
    const room = await createRoom(url, { token: founder.token.text }, 'pouring');
    this.room = room.id;
    for (const sender of cast.senders) {
      const person = cast.people.find(({ id }) => id === sender.user);
      if (person) await changes.join(person, room.id);
    }
    return room;
  }

  async go(isRunning: () => boolean): Promise<void> {
    const { cast, random, atOnce } = this.options;
    const pour = async () => {
      while (isRunning()) await random.pick(cast.senders).say(this.room, 1);
    };
    await Promise.all(Array.from({ length: atOnce }, pour));
  }
}
