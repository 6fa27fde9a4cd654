import type { Memberships } from './clients/memberships';
import type { PlainClient } from './clients/plain-client';
import type { RealClient } from './clients/real-client';
import type { Watch } from './clients/watch';
import type { Recorder } from './history';
import { pause } from './pause';
import { call } from '../../rig/people.mjs';
import { ANSWER_PATIENCE_MS, mint, type Person } from './world/people';
import type { World } from './world/world';

interface Options {
  world: World;
  record: Recorder;
  known: Memberships;
  watch: Watch;
  clients: () => (RealClient | PlainClient)[];
  tokenLifeMs: number;
}

interface Call {
  path: string;
  method: string;
  body?: object;
}

/** Into a room. */
interface Link {
  id: string;
  token: string;
}

/** A membership as the database has it. */
interface Standing {
  isMember: boolean;
  head: number;
  /** Where the log says that they went last; 0 where it does not. */
  goneSeq: number;
}

/** Not now, or not with this token: everything else that is no success is an answer. */
const NOT_NOW = [401, 429];
const ACCEPTS = 3;

/** Leaving a public room is no entry of its log: while others are not heard, another server finds it out by looking. */
const LEAVING_KNOWN_MS = 3_000;

/**
 * Brings people into rooms and takes them out by REST, and keeps the devices and the book of who may hear what in step
 * with it. Of one person in one room one change is under way at a time.
 */
export class MembershipChanges {
  private readonly changing = new Map<string, Promise<unknown>>();

  constructor(private readonly options: Options) {}

  /** Joins, or is told for good that this is not to be; devices of the person follow. @returns whether they are in */
  join(person: Person, room: string): Promise<boolean> {
    return this.comeIn(person, room, { by: person, path: `/api/rooms/${room}/join`, method: 'POST' });
  }

  /** Is brought in by somebody. @returns whether they are in */
  bring(by: Person, person: Person, room: string): Promise<boolean> {
    const path = `/api/rooms/${room}/members/${person.id}`;
    return this.comeIn(person, room, { by, path, method: 'PUT', body: {} });
  }

  /** Comes in by a link that is good for one, several times at once. @returns whether they are in */
  accept(person: Person, room: string, { id: invite, token }: Link): Promise<boolean> {
    const path = `/api/invites/${token}/accept`;
    const accepting = { by: person, path, method: 'POST', body: {}, times: ACCEPTS };
    return this.comeIn(person, room, accepting, () =>
      this.options.record({ k: 'accepted', user: person.id, room, invite }),
    );
  }

  /** Asked for it before, and is let in, several times at once. @returns whether they are in */
  letIn(by: Person, person: Person, room: string, times: number): Promise<boolean> {
    const path = `/api/rooms/${room}/requests/${person.id}/accept`;
    return this.comeIn(person, room, { by, path, method: 'POST', times });
  }

  /** Gives up a membership; who does not insist stays when the server cannot do it now. */
  leave(person: Person, room: string, insists = true): Promise<void> {
    return this.alone(person, room, async () => {
      if (!this.options.known.isMember(person.id, room)) return;
      const leaving = { path: `/api/rooms/${room}/membership`, method: 'DELETE' };
      this.beginLeaving(person, room);
      if (insists) await this.insist(person, leaving);
      else await this.ask(person, leaving).catch(() => undefined);
      const { isMember, head } = await this.look(person, room);
      if (isMember) return this.stay(person, room);
      this.options.record({ k: 'left', user: person.id, room, head });
      this.goOut(person, room, head, this.options.world.cluster ? LEAVING_KNOWN_MS : 0);
    });
  }

  /** Somebody puts somebody out. @returns whether they were a member, and are none any more */
  putOut(by: Person, person: Person, room: string, isBan: boolean): Promise<boolean> {
    const { record, known } = this.options;
    const about = { user: person.id, room, isBan };
    return this.alone(person, room, async () => {
      if (!known.isMember(person.id, room)) return false;
      record({ k: 'removing', ...about });
      this.beginLeaving(person, room);
      const path = `/api/rooms/${room}/members/${person.id}`;
      await this.insist(by, { path, method: 'DELETE', body: { ban: isBan } });
      const { isMember, goneSeq } = await this.look(person, room);
      if (isMember) {
        this.stay(person, room);
        return false;
      }
      record({ k: 'removed', ...about, seq: goneSeq });
      this.goOut(person, room, goneSeq);
      return true;
    });
  }

  /** Lets somebody in again who was banned. */
  async lift(by: Person, person: Person, room: string): Promise<void> {
    const { record } = this.options;
    record({ k: 'lifting', user: person.id, room });
    await this.insist(by, { path: `/api/rooms/${room}/bans/${person.id}`, method: 'DELETE' });
    record({ k: 'lifted', user: person.id, room });
  }

  /** Repeats a call until the server has answered it, whatever it says. */
  async insist<T = unknown>(person: Person, what: Call): Promise<{ status: number; body: T }> {
    for (;;) {
      const answer = await this.ask<T>(person, what).catch(() => undefined);
      if (answer?.status === 401) person.token = mint(person, this.options.tokenLifeMs);
      if (answer && answer.status < 500 && !NOT_NOW.includes(answer.status)) return answer;
      await pause(100);
    }
  }

  /** Asks once. @returns undefined where nobody answers */
  once<T = unknown>(person: Person, what: Call): Promise<{ status: number; body: T } | undefined> {
    return this.ask<T>(person, what).catch(() => undefined);
  }

  /** A change that nobody got an answer to may have happened later: everybody looks once more what they are members of. */
  async reconcile(people: readonly Person[], rooms: readonly { id: string }[]): Promise<void> {
    const { known } = this.options;
    for (const person of people) {
      for (const { id: room } of rooms) {
        const { isMember } = await this.look(person, room);
        if (isMember === known.isMember(person.id, room)) continue;
        known.set(person.id, room, isMember ? 'member' : 'uncertain');
        if (isMember) this.follow(person, room);
        else this.unfollow(person, room);
      }
    }
  }

  private comeIn(
    person: Person,
    room: string,
    { by, times = 1, ...what }: Call & { by: Person; times?: number },
    onCome: () => void = () => undefined,
  ): Promise<boolean> {
    const { record, known } = this.options;
    return this.alone(person, room, async () => {
      record({ k: 'joining', user: person.id, room });
      const before = known.get(person.id, room);
      known.set(person.id, room, 'uncertain');
      const answers = await Promise.all(Array.from({ length: times }, () => this.insist(by, what)));
      const statuses = answers.map(({ status }) => status);
      if (!statuses.some((status) => status < 300)) {
        const { isMember } = await this.look(person, room);
        if (isMember) this.stay(person, room);
        else known.set(person.id, room, before);
        return isMember;
      }
      known.set(person.id, room, 'member');
      const isNew = statuses.includes(201);
      record({ k: 'joined', user: person.id, room, isNew });
      // Whoever was brought in by somebody meanwhile, or was told in an answer that was lost, has nothing to say of the way.
      if (isNew) onCome();
      this.follow(person, room);
      return true;
    });
  }

  private beginLeaving(person: Person, room: string): void {
    this.options.known.set(person.id, room, 'leaving');
  }

  private stay(person: Person, room: string): void {
    this.options.known.set(person.id, room, 'member');
    this.options.watch.settle(person.id, room);
    this.follow(person, room);
  }

  private goOut(person: Person, room: string, outSince: number, withinMs = 0): void {
    this.options.known.set(person.id, room, { outSince, knownAt: performance.now() + withinMs });
    this.options.watch.settle(person.id, room, withinMs === 0 ? outSince : Infinity);
    this.unfollow(person, room);
  }

  private follow(person: Person, room: string): void {
    for (const client of this.options.clients()) if (client.user === person.id) client.follow(room);
  }

  private unfollow(person: Person, room: string): void {
    for (const client of this.options.clients())
      if (client.user === person.id && client.kind === 'real') client.unfollow(room);
  }

  private alone<T>(person: Person, room: string, change: () => Promise<T>): Promise<T> {
    const name = `${person.id} ${room}`;
    const done = (this.changing.get(name) ?? Promise.resolve()).then(change, change);
    this.changing.set(name, done);
    return done;
  }

  private ask<T>({ token }: Person, { path, ...rest }: Call): Promise<{ status: number; body: T }> {
    const url = `${this.options.world.url()}${path}`;
    return call<T>(url, { token: token.text, patienceMs: ANSWER_PATIENCE_MS, ...rest });
  }

  /** What the database says, however long that takes. Whoever is changing it holds the room's row and is waited for. */
  private async look({ id: user }: Person, room: string): Promise<Standing> {
    const { database } = this.options.world;
    const ask = async () => {
      await database.query('SELECT 1 FROM "Room" WHERE id = $1 FOR UPDATE', [room]);
      const [row] = await database.query<{ head: string; isMember: boolean; goneSeq: string | null }>(
        `SELECT r."lastSeq" AS head, m."userId" IS NOT NULL AS "isMember", (
           SELECT max(e.seq) FROM "RoomEvent" e
           WHERE e."roomId" = r.id AND e."targetId" = $2 AND e.what IN ('kicked', 'banned')
         ) AS "goneSeq"
         FROM "Room" r LEFT JOIN "RoomMembership" m ON m."roomId" = r.id AND m."userId" = $2 WHERE r.id = $1`,
        [room, user],
      );
      return {
        isMember: row?.isMember ?? false,
        head: Number(row?.head ?? 0),
        goneSeq: Number(row?.goneSeq ?? 0),
      };
    };
    for (;;) {
      const answer = await ask().catch(() => undefined);
      if (answer) return answer;
      await pause(100);
    }
  }
}
