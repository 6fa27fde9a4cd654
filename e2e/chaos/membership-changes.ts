import type { Memberships } from './clients/memberships';
import type { PlainClient } from './clients/plain-client';
import type { RealClient } from './clients/real-client';
import type { Recorder } from './history';
import { pause } from './pause';
import { call } from '../../rig/people.mjs';
import { ANSWER_PATIENCE_MS, mint, type Person } from './world/people';
import type { World } from './world/world';

interface Options {
  world: World;
  record: Recorder;
  known: Memberships;
  clients: () => (RealClient | PlainClient)[];
  tokenLifeMs: number;
}

/** Joins and leaves rooms by REST, and keeps the devices and the book of who may hear what in step with it. */
export class MembershipChanges {
  private readonly world: World;
  private readonly record: Recorder;
  private readonly known: Memberships;
  private readonly clients: () => (RealClient | PlainClient)[];
  private readonly tokenLifeMs: number;

  constructor({ world, record, known, clients, tokenLifeMs }: Options) {
    this.world = world;
    this.record = record;
    this.known = known;
    this.clients = clients;
    this.tokenLifeMs = tokenLifeMs;
  }

  /** Joins for good or rejects; devices of the person follow. */
  async join(person: Person, room: string): Promise<void> {
    this.record({ k: 'joining', user: person.id, room });
    this.known.set(person.id, room, 'uncertain');
    const status = await this.insist(`/api/rooms/${room}/join`, person, 'POST');
    this.known.set(person.id, room, 'member');
    this.record({ k: 'joined', user: person.id, room, isNew: status === 201 });
    for (const client of this.clients()) if (client.user === person.id) client.follow(room);
  }

  /** Gives up a membership; who does not insist stays when the server cannot do it now. */
  async leave(person: Person, room: string, insists = true): Promise<void> {
    this.known.set(person.id, room, 'uncertain');
    const path = `/api/rooms/${room}/membership`;
    if (insists) await this.insist(path, person, 'DELETE');
    else
      await call(`${this.world.server.url}${path}`, {
        token: person.token.text,
        patienceMs: ANSWER_PATIENCE_MS,
        method: 'DELETE',
      }).catch(() => undefined);
    const { isMember, head } = await this.look(person, room);
    if (isMember) {
      this.known.set(person.id, room, 'member');
      return;
    }
    this.record({ k: 'left', user: person.id, room, head });
    this.known.set(person.id, room, { outSince: head });
    for (const client of this.clients())
      if (client.user === person.id && client.kind === 'real') client.unfollow(room);
  }

  /** A change that nobody got an answer to may have happened later: everybody looks once more what they are members of. */
  async reconcile(people: readonly Person[], rooms: readonly { id: string }[]): Promise<void> {
    for (const person of people) {
      for (const { id: room } of rooms) {
        const { isMember } = await this.look(person, room);
        if (isMember === this.known.isMember(person.id, room)) continue;
        this.known.set(person.id, room, isMember ? 'member' : 'uncertain');
        for (const client of this.clients()) {
          if (client.user !== person.id) continue;
          if (isMember) client.follow(room);
          else if (client.kind === 'real') client.unfollow(room);
        }
      }
    }
  }

  /** What the database says, however long that takes. Whoever is changing it holds the room's row and is waited for. */
  private async look({ id: user }: Person, room: string): Promise<{ isMember: boolean; head: number }> {
    const { database } = this.world;
    const ask = async () => {
      await database.query('SELECT 1 FROM "Room" WHERE id = $1 FOR UPDATE', [room]);
      const [row] = await database.query<{ head: string; isMember: boolean }>(
        `SELECT r."lastSeq" AS head, m."userId" IS NOT NULL AS "isMember"
         FROM "Room" r LEFT JOIN "RoomMembership" m ON m."roomId" = r.id AND m."userId" = $2 WHERE r.id = $1`,
        [room, user],
      );
      return { isMember: row?.isMember ?? false, head: Number(row?.head ?? 0) };
    };
    for (;;) {
      const answer = await ask().catch(() => undefined);
      if (answer) return answer;
      await pause(100);
    }
  }

  /** Repeats a call until the server has answered it with success. */
  private async insist(path: string, person: Person, method: string): Promise<number> {
    for (;;) {
      const answer = await call<unknown>(`${this.world.server.url}${path}`, {
        token: person.token.text,
        patienceMs: ANSWER_PATIENCE_MS,
        method,
      }).catch(() => undefined);
      if (answer && answer.status < 300) return answer.status;
      if (answer?.status === 401) person.token = mint(person, this.tokenLifeMs);
      await pause(100);
    }
  }
}
