import type { UserRef } from '@chatket/contract';
import type { Presence } from './presence-store.js';

/** Of somebody in rooms. */
export type Told = 'came' | 'left' | 'closed' | 'idle' | 'active';

/** What processes tell each other of who is there; `some` of all of them, by rooms, until `all` are told. */
export type Saying =
  | [Told, userId: string, roomIds: string[]]
  | ['some', rooms: [roomId: string, ...userIds: string[]][]]
  | ['idlers', userIds: string[]]
  | ['all' | 'alive' | 'hello']
  | ['stop', graceMs: number]
  | ['joined' | 'ended', roomId: string, user: UserRef];

/** Somebody who comes back does so to many rooms at once. */
const GATHER_MS = 10;
/** Ids in one saying: the bus takes 7,500 bytes. */
const MAX_IDS = 150;

/** Says what has changed, in its order; what one person does in the same moment in many rooms goes together. */
export class Said {
  private waiting: [Told, string, string[]][] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly tell: (saying: Saying) => void) {}

  add(what: Told, userId: string, roomId: string): void {
    const last = this.waiting.at(-1);
    if (last?.[0] === what && last[1] === userId && last[2].length < MAX_IDS) last[2].push(roomId);
    else this.waiting.push([what, userId, [roomId]]);
    this.timer ??= setTimeout(() => this.flush(), GATHER_MS).unref();
  }

  say(saying: Saying): void {
    this.flush();
    this.tell(saying);
  }

  all(presences: Iterable<Presence>, idlers: readonly string[]): void {
    this.flush();
    let rooms = new Map<string, string[]>();
    let ids = 0;
    const tell = () => {
      if (ids > 0)
        this.tell(['some', [...rooms].map(([roomId, people]): [string, ...string[]] => [roomId, ...people])]);
      rooms = new Map();
      ids = 0;
    };
    for (const { roomId, userId } of presences) {
      const people = rooms.get(roomId) ?? [];
      ids += people.length === 0 ? 2 : 1;
      people.push(userId);
      rooms.set(roomId, people);
      if (ids >= MAX_IDS) tell();
    }
    tell();
    for (let from = 0; from < idlers.length; from += MAX_IDS)
      this.tell(['idlers', idlers.slice(from, from + MAX_IDS)]);
    this.tell(['all']);
  }

  stop(): void {
    this.flush();
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    for (const saying of this.waiting.splice(0)) this.tell(saying);
  }
}
