import { type RoleName, type Room, ROLES } from '@chatket/contract';
import { Memberships } from '../../src/members/index.js';
import type { TestApp } from './app.js';
import type { Person } from './people.js';
import { type Column, type InRoom, isGuest, isOfFew, type Kind } from './permission-table.js';
import { callerWith, guestAccount, guests, promote, say } from './rest.js';

/** Who was never in the room. */
const OUTSIDE: Column[] = ['anonymous', 'outsider', 'guest of another room'];

/** What a call names. */
export interface Target {
  roomId: string;
  messageId: string;
  /** The seq of a message that has not changed. */
  rev: number;
  /** The other person of a direct room. */
  receiverId: string;
}

/** What a scene is to be of. */
export interface Wanted {
  column: Column;
  kind: Kind;
  /** Whom a route names that names somebody. */
  named?: InRoom['person'];
  /** Whether all that was said in it is a poll. */
  hasPolls?: boolean;
}

/** Somebody of that column, and in the room a message of the owner, one of a member and, if they were ever in, theirs. */
export interface Scene extends Wanted {
  room: Room;
  /** Nobody where the column is of those who have not logged in. */
  person: Person | undefined;
  namedPerson: Person;
  target: (message: InRoom['message']) => Target;
}

/**
 * The scenes of a table with thousands of cells, most of which say that something is refused. What a refusal leaves as it was
 * is the scene of the next cell of its kind: were it not as it was, that one would tell.
 */
export class Scenes {
  private readonly untouched = new Map<string, Scene>();

  constructor(private readonly world: TestApp) {}

  /** One that nothing has been done in. It is the caller's, who keeps it here if that is still so. */
  async take(wanted: Wanted): Promise<Scene> {
    const key = keyOf(wanted);
    const kept = this.untouched.get(key);
    this.untouched.delete(key);
    return kept ?? this.make(wanted);
  }

  keep(scene: Scene): void {
    this.untouched.set(keyOf(scene), scene);
  }

  private async make({ column, kind, named = 'a member', hasPolls = false }: Wanted): Promise<Scene> {
    const [owner, somebody, bystander, newcomer] = (await guests(this.world, 4)) as [
      Person,
      Person,
      Person,
      Person,
    ];
    const other = isGuest(column) ? await guestAccount(this.world) : somebody;
    const wasIn = column !== 'owner' && !OUTSIDE.includes(column);
    const people = [owner, bystander, ...(wasIn ? [other] : [])];
    const room = await (isOfFew(kind) ? this.openFew(kind, people) : this.makeRoom(kind, people));
    const guest = named === 'a guest' && !isOfFew(kind) ? await this.guestIn(room) : bystander;
    const targets: Target[] = [];
    const host = wasIn && kind === 'direct' ? bystander : owner;
    for (const author of [host, bystander, ...(wasIn ? [other] : [])]) {
      const [messageId = ''] = await say(this.world, room, author, ['a secret']);
      targets.push({
        roomId: room.id,
        messageId,
        rev: await this.headOf(room.id),
        receiverId: bystander.id,
      });
    }
    const [ofOwner, ofMember, theirs] = targets as [Target, Target, Target?];
    if (column === 'former member') await this.world.people.leaveForGood(other, room.id);
    else if (wasIn && !isOfFew(kind) && column in ROLES)
      await promote(this.world, other, room, column as RoleName);
    if (hasPolls) await this.askAll(room.id);
    return {
      column,
      kind,
      named,
      hasPolls,
      room,
      person: column === 'anonymous' ? undefined : column === 'owner' ? owner : other,
      namedPerson: { 'a newcomer': newcomer, 'a member': bystander, 'a guest': guest }[named],
      target: (message) =>
        message === 'of the owner' ? ofOwner : message === 'own' ? (theirs ?? ofOwner) : ofMember,
    };
  }

  private async makeRoom(kind: Kind, [owner, ...others]: Person[]): Promise<Room> {
    const created = await callerWith(this.world.url, owner?.token ?? '').post('/api/rooms', {
      name: 'Kitchen',
      kind,
    });
    const room = created.body as Room;
    for (const user of others) await this.world.app.get(Memberships).add(room.id, { user });
    return room;
  }

  /** Of the people who are to be there, as many as the kind has. */
  private async openFew(kind: Kind, people: Person[]): Promise<Room> {
    const few = kind === 'direct' ? people.slice(-2) : [...people, ...(await guests(this.world, 1))];
    const userIds = few.map(({ id }) => id);
    const opened = await callerWith(this.world.url, few[0]?.token ?? '').post('/api/direct', { userIds });
    return opened.body as Room;
  }

  /** Somebody who was let into the room as a guest. */
  private async guestIn(room: Room): Promise<Person> {
    const guest = await guestAccount(this.world);
    await this.world.app.get(Memberships).add(room.id, { user: guest });
    return guest;
  }

  private async headOf(roomId: string): Promise<number> {
    const rows = await this.world.database.query<{ head: string }>(
      'SELECT "lastSeq" AS head FROM "Room" WHERE id = $1',
      [roomId],
    );
    return Number(rows[0]?.head);
  }

  /** Makes polls of all that was said in a room. */
  private async askAll(roomId: string): Promise<void> {
    const { database } = this.world;
    await database.query(
      `INSERT INTO "Poll" ("messageId", options, "isMultiple", "isAnonymous")
       SELECT m.id, '{yes,no}', false, false FROM "Message" m WHERE m."roomId" = $1`,
      [roomId],
    );
    await database.query('UPDATE "Message" m SET flags = m.flags | 2048 WHERE m."roomId" = $1', [roomId]);
  }
}

const keyOf = ({ column, kind, named = 'a member', hasPolls = false }: Wanted): string =>
  [column, kind, named, hasPolls].join();
