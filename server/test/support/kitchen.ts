import type { LogEntry, MemberChange, Room } from '@chatket/contract';
import type { TestApp } from './app.js';
import type { Device } from './device.js';
import type { Person } from './people.js';
import { type Caller, callerWith, promote } from './rest.js';

/** Who is in it: the host owns it, the moderator is one, the guest is a member. */
export interface Household {
  host: Person;
  moderator: Person;
  guest: Person;
}

/** A room with one person of each of three roles, and what is said to it. Its functions are for tests only. */
export function kitchenOf(world: TestApp, { host, moderator, guest }: Household) {
  const path = (room: Pick<Room, 'id'>, ...rest: string[]) => ['/api/rooms', room.id, ...rest].join('/');
  return {
    as: (person: Person): Caller => callerWith(world.url, person.token),
    path,
    member: (room: Pick<Room, 'id'>, { id }: Person, ...rest: string[]) => path(room, 'members', id, ...rest),
    open: async (): Promise<Room> => {
      const room = await world.people.createRoom(host, 'Kitchen');
      for (const person of [guest, moderator]) await world.people.join(person, room.id);
      await promote(world, moderator, room, 'moderator');
      return room;
    },
    /** A device that takes the log and follows the room. */
    following: async (person: Person, room: Room): Promise<Device> => {
      const device = await world.people.connectLog(person);
      await device.tell('room:join', { roomId: room.id });
      return device;
    },
  };
}

export const entriesOf = (device: Device): LogEntry[] =>
  device.all('room:log').flatMap(({ entries }) => entries);

/** The next entry about a member of that kind. */
export async function nextMemberChange(
  device: Device,
  what: MemberChange['what'],
): Promise<LogEntry | undefined> {
  const isIt = (entry: LogEntry) => 'what' in entry && entry.what === what;
  const { entries } = await device.next('room:log', (log) => log.entries.some(isIt));
  return entries.find(isIt);
}
