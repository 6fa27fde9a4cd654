import type { Room, UserRef } from '@chatket/contract';
import { matchNames } from './match';

/** Something that can be done from anywhere. */
export interface Command {
  id: string;
  name: string;
  run: () => void;
}

export interface Person {
  user: UserRef;
  /** All by which they are called. */
  name: string;
  /** The rooms of mine this person is in as well. */
  rooms: readonly Room[];
}

export type Result =
  | { kind: 'room'; key: string; room: Room }
  | { kind: 'person'; key: string; person: Person }
  | { kind: 'command'; key: string; command: Command };

export interface ResultGroup {
  kind: Result['kind'];
  results: readonly Result[];
}

const ROOMS_MAX = 7;
const PEOPLE_MAX = 5;

interface Known {
  rooms: readonly Room[];
  people: readonly Person[];
  commands: readonly Command[];
}

/** What a typed text may mean, by kind. People are shown once something is typed: nobody wants to read them all. */
export function findResults({ rooms, people, commands }: Known, typed: string): ResultGroup[] {
  const isEmpty = typed.trim() === '';
  // Once a name is typed, it is the person who leads to the room of the two.
  const named = isEmpty ? rooms : rooms.filter(({ kind }) => kind !== 'direct');
  const found: ResultGroup[] = [
    { kind: 'room', results: roomResults(matchNames(named, typed, ({ name }) => name).slice(0, ROOMS_MAX)) },
    {
      kind: 'person',
      results: (isEmpty ? [] : matchNames(people, typed, ({ name }) => name))
        .slice(0, PEOPLE_MAX)
        .map((person) => ({ kind: 'person', key: `person-${person.user.id}`, person })),
    },
    {
      kind: 'command',
      results: matchNames(commands, typed, ({ name }) => name).map((command) => ({
        kind: 'command',
        key: `command-${command.id}`,
        command,
      })),
    },
  ];
  return found.filter(({ results }) => results.length > 0);
}

/** The rooms one shares with a person, narrowed by what is typed. */
export function findSharedRooms(person: Person, typed: string): ResultGroup[] {
  const rooms = matchNames(person.rooms, typed, ({ name }) => name);
  return rooms.length === 0 ? [] : [{ kind: 'room', results: roomResults(rooms) }];
}

function roomResults(rooms: readonly Room[]): Result[] {
  return rooms.map((room) => ({ kind: 'room', key: `room-${room.id}`, room }));
}
