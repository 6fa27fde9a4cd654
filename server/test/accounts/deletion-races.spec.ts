import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { v7 } from 'uuid';
import type { Room, Session } from '@chatket/contract';
import { FinishDeletions } from '../../src/accounts/finish-deletions.js';
import { deleteAccount } from '../support/living.js';
import { loginRequests } from '../support/login.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, TOMORROW } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice],
} = useWorld(['alice'], { RATE_LIMIT_MESSAGES: '10000', WRITES_PER_USER: '10000' });

const ROUNDS = 5;
const { verifyCode, newCode } = loginRequests(() => world.url);
const as = ({ token }: Person) => callerWith(world.url, token);
const rounds = Array.from({ length: ROUNDS }, (_, round) => round);
const count = async (sql: string, values: unknown[]): Promise<number> =>
  (await world.database.query(sql, values)).length;

async function newcomer(): Promise<Person> {
  const [person] = (await world.people.crowd(1)) as [Person];
  return person;
}

/** Resolves when that connection waits for what another one holds. */
async function waitsForALock(pid: number): Promise<void> {
  while (
    (await count('SELECT 1 FROM pg_stat_activity WHERE pid = $1 AND wait_event_type = $2', [pid, 'Lock'])) ===
    0
  );
}

/** Deletes an account while something else is under way, until nothing is left to do. */
async function deleteDuring<Result>(person: Person, work: () => Promise<Result>): Promise<Result> {
  const [deleted, result] = await Promise.all([deleteAccount(world, person), work()]);
  expect(deleted.status).toBe(204);
  await world.app.get(FinishDeletions).run(person.id);
  return result;
}

describe('an account that is deleted in the same moment', () => {
  it('S214 is logged in with by nobody', async () => {
    for (const round of rounds) {
      const bob = await newcomer();
      const code = await newCode(bob.username);
      const answer = await deleteDuring(bob, () => verifyCode({ username: bob.username, code }));
      if (answer.status === 201) {
        const { accessToken } = answer.body as Session;
        expectRefusal(await callerWith(world.url, accessToken).get('/api/rooms'), 'UNAUTHENTICATED');
      } else
        expect([round, (answer.body as { code: string }).code]).toEqual([
          round,
          expect.stringMatching(/^(ACCOUNT_DEACTIVATED|NAME_TAKEN|INVALID_CODE)$/),
        ]);
      expect(await count('SELECT 1 FROM "Session" WHERE "userId" = $1', [bob.id])).toBe(0);
      expect(await count('SELECT 1 FROM "User" WHERE username = $1', [bob.username])).toBe(0);
    }
  });

  it('S214 says nothing behind its leaving, and loses nothing that was acked', async () => {
    for (const round of rounds) {
      const bob = await newcomer();
      const room = (await as(alice).post('/api/rooms', { name: 'Kitchen', kind: 'private' }).expect(201))
        .body as Room;
      await as(alice).put(`/api/rooms/${room.id}/members/${bob.id}`, { role: 0 });
      const device = await world.people.connectLog(bob);
      const acks = await deleteDuring(bob, () =>
        Promise.all(
          Array.from({ length: 40 }, async (_, n) => {
            const clientMsgId = `race-${String(round)}-${String(n).padStart(4, '0')}`;
            return device
              .ask('message:send', { roomId: room.id, text: 'now', clientMsgId })
              .catch(() => undefined);
          }),
        ),
      );
      const acked = acks.flatMap((ack) => (ack?.success ? [ack.messageId] : []));
      expect(
        await count('SELECT 1 FROM "Message" WHERE id = ANY($1::uuid[]) AND "roomId" = $2', [acked, room.id]),
      ).toBe(acked.length);
      const behind = await count(
        `SELECT 1 FROM "Message" m JOIN "RoomEvent" e ON e."roomId" = m."roomId" AND e.what = 'left'
         WHERE m."senderId" = $1 AND m.seq > e.seq`,
        [bob.id],
      );
      expect(behind).toBe(0);
    }
  });

  it('S214 comes into no room, by itself, by somebody or by a link', async () => {
    for (const round of rounds) {
      const bob = await newcomer();
      const rooms = await Promise.all(
        Array.from({ length: 4 }, () => world.people.createRoom(alice, `Room ${String(round)}`)),
      );
      const invites = await Promise.all(
        rooms.map(async ({ id }) => {
          const { body } = await as(alice).post(`/api/rooms/${id}/invites`, { way: 'join' });
          return (body as { token: string }).token;
        }),
      );
      await deleteDuring(bob, () =>
        Promise.all([
          ...rooms.map(({ id }) => as(bob).post(`/api/rooms/${id}/join`).then()),
          ...rooms.map(({ id }) => as(alice).put(`/api/rooms/${id}/members/${bob.id}`, { role: 0 }).then()),
          ...invites.map((token) => as(bob).post('/api/invites/accept', { token }).then()),
        ]),
      );
      const ids = rooms.map(({ id }) => id);
      expect(
        await count('SELECT 1 FROM "RoomMembership" WHERE "userId" = $1 AND "roomId" = ANY($2::uuid[])', [
          bob.id,
          ids,
        ]),
      ).toBe(0);
      expect(
        await count('SELECT 1 FROM "Room" WHERE id = ANY($1::uuid[]) AND "memberCount" <> 1', [ids]),
      ).toBe(0);
    }
  });

  it('S214 leaves no links, plans, drafts or bots that were made meanwhile', async () => {
    for (const round of rounds) {
      const bob = await newcomer();
      const room = await world.people.createRoom(bob, `Room ${String(round)}`);
      const device = await world.people.connectLog(bob);
      await deleteDuring(bob, () =>
        Promise.all([
          as(bob).post(`/api/rooms/${room.id}/invites`, { way: 'join' }).then(),
          as(bob).post(`/api/rooms/${room.id}/scheduled`, { text: 'Later', at: TOMORROW }).then(),
          as(bob)
            .post('/api/bots', { name: `race-${String(round)}` })
            .then(),
          as(bob).post('/api/tokens', { name: 'A program', scope: 'write' }).then(),
          as(bob).put(`/api/users/${alice.id}/block`).then(),
          device
            .ask('draft:save', { roomId: room.id, text: 'half', at: new Date().toISOString() } as never)
            .catch(() => undefined),
        ]),
      );
      for (const [table, column] of [
        ['Invite', 'createdById'],
        ['Scheduled', 'userId'],
        ['Bot', 'ownerId'],
        ['Session', 'userId'],
        ['PersonBlock', 'blockerId'],
        ['Draft', 'userId'],
      ] as const)
        expect({
          table,
          rows: await count(`SELECT 1 FROM "${table}" WHERE "${column}" = $1`, [bob.id]),
        }).toEqual({
          table,
          rows: 0,
        });
    }
  });

  it('S214 keeps out whatever is written while the deletion is being committed', async () => {
    const bob = await newcomer();
    const carol = await newcomer();
    const { id: roomId } = await world.people.createRoom(alice);
    const deleting = new pg.Client({ connectionString: world.database.url });
    const writing = new pg.Client({ connectionString: world.database.url });
    await Promise.all([deleting.connect(), writing.connect()]);
    try {
      await deleting.query('BEGIN');
      const { rows } = await deleting.query<{ outcome: string }>(
        'SELECT outcome FROM account_delete($1, false)',
        [bob.id],
      );
      expect(rows).toEqual([{ outcome: 'deleted' }]);
      const { rows: backends } = await writing.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      const joined = writing
        .query(`SELECT outcome FROM room_member_add($1, $2, $2, 'joined', 0)`, [roomId, bob.id])
        .catch((error: unknown) => (error as pg.DatabaseError).constraint);
      await waitsForALock(backends[0]?.pid ?? 0);
      await deleting.query('COMMIT');
      expect(await joined).toBe('User_living');
      for (const [statement, values] of [
        [
          `INSERT INTO "Draft" ("userId", "roomId", "threadId", text, at, rev) VALUES ($1, $2, $2, 'x', now(), 1)`,
          [bob.id, roomId],
        ],
        [`INSERT INTO "Saved" ("userId", "messageId") VALUES ($1, $2)`, [bob.id, v7()]],
        [`INSERT INTO "PersonBlock" ("blockerId", "blockedId") VALUES ($1, $2)`, [carol.id, bob.id]],
        [
          `INSERT INTO "Passkey" (id, "userId", "credentialId", "publicKey", counter, transports, name, "isSynced", "isBackedUp")
           VALUES ($1, $2, 'x', 'x', 0, '{}', 'x', false, false)`,
          [v7(), bob.id],
        ],
        [
          `INSERT INTO "Hook" (id, "roomId", "userId", "createdById", "secretHash") VALUES ($1, $2, $3, $4, 'x')`,
          [v7(), roomId, carol.id, bob.id],
        ],
      ] as const)
        await expect(writing.query(statement, [...values])).rejects.toMatchObject({
          constraint: 'User_living',
        });
      // A name that is given up in the same moment is not free either.
      await deleting.query('BEGIN');
      await deleting.query('SELECT outcome FROM account_delete($1, false)', [carol.id]);
      const taken = writing
        .query('INSERT INTO "User" (id, username) VALUES ($1, $2)', [v7(), carol.username])
        .catch((error: unknown) => (error as pg.DatabaseError).constraint);
      await waitsForALock(backends[0]?.pid ?? 0);
      await deleting.query('COMMIT');
      expect(await taken).toBe('HeldName_free');
      const { rows: ensured } = await writing.query('SELECT id FROM user_ensure($1, $2, false)', [
        v7(),
        carol.username,
      ]);
      expect(ensured).toEqual([{ id: null }]);
    } finally {
      await Promise.all([deleting.end(), writing.end()]);
    }
  });

  it('S214 is deleted once, however often it is asked for', async () => {
    const bob = await newcomer();
    const answers = await Promise.all(Array.from({ length: 5 }, () => deleteAccount(world, bob)));
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 204))
      expect((answer.body as { code: string }).code).toMatch(/^(UNAUTHENTICATED|FRESH_LOGIN|VALIDATION)$/);
    expect(
      await count(`SELECT 1 FROM "AuditEntry" WHERE "personId" = $1 AND action = 'account.deleted'`, [
        bob.id,
      ]),
    ).toBe(1);
  });
});
