import { describe, expect, it } from '@jest/globals';
import type {
  AuditEntry,
  Handoff,
  HandoffClaim,
  HandoffState,
  LoginSession,
  Session,
  UserRef,
} from '@chatket/contract';
import request from 'supertest';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, HANDOFF_KEY } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const { world } = useWorld([]);
const PHONE = 'Mozilla/5.0 (Linux; Android 15) Firefox/140.0';

const as = (person: Pick<Person, 'token'>) => callerWith(world.url, person.token);
/** What a device asks that is not logged in. */
const phone = (path: string, body: object) =>
  request(world.url).post(`/api/auth/handoff/${path}`).set('User-Agent', PHONE).send(body);

const offer = async (person: Person) =>
  (await as(person).post('/api/me/handoff', {}).expect(201)).body as Handoff;
const stateOf = async (person: Person, { id }: Handoff) =>
  (await as(person).get(`/api/me/handoff/${id}`).expect(200)).body as HandoffState;
const ask = async ({ token }: Handoff) => (await phone('ask', { token }).expect(201)).body as HandoffClaim;
const approve = (person: Pick<Person, 'token'>, { id }: Handoff, number: string) =>
  as(person).post(`/api/me/handoff/${id}/approval`, { number });
const finish = ({ claim }: HandoffClaim) => phone('finish', { claim });
const someone = async () => (await world.people.crowd(1))[0] as Person;
const another = (number: string) => (number === '00' ? '01' : '00');

describe('a login that is handed to another device', () => {
  it('is asked for there, let in here, and one of their own from then on', async () => {
    const alice = await someone();
    const handoff = await offer(alice);
    expect(handoff).toMatchObject({ forMs: 120_000 });
    expect(await stateOf(alice, handoff)).toEqual({ state: 'offered' });
    // Looking uses nothing up.
    for (const round of [1, 2]) {
      const { body } = await phone('look', { token: handoff.token }).expect(200);
      expect({ round, body }).toEqual({ round, body: { username: alice.username } });
    }
    const asked = await ask(handoff);
    expect(asked.number).toMatch(/^\d\d$/);
    expect((await finish(asked).expect(202)).body).toEqual({});
    expect(await stateOf(alice, handoff)).toEqual({ state: 'asked', agent: PHONE, network: '127.0.0.1' });
    await approve(alice, handoff, asked.number).expect(204);
    expect(await stateOf(alice, handoff)).toEqual({ state: 'approved' });
    const { accessToken, user } = (await finish(asked).expect(201)).body as Session;
    expect(user).toEqual({ id: alice.id, username: alice.username } satisfies UserRef);
    const logins = (await as({ token: accessToken }).get('/api/sessions').expect(200)).body as LoginSession[];
    expect(logins.map(({ method, isThis }) => [method, isThis])).toEqual([
      ['handoff', true],
      ['code', false],
    ]);
    const entries = await world.database.query<Pick<AuditEntry, 'action'>>(
      `SELECT action FROM "AuditEntry" WHERE "actorId" = $1 AND "personId" = $1`,
      [alice.id],
    );
    expect(entries).toEqual([{ action: 'login.handed' }]);
  });

  it('S263 is handed once, to one device, whoever has seen the code', async () => {
    const alice = await someone();
    const handoff = await offer(alice);
    const asked = await Promise.all([1, 2, 3].map(() => phone('ask', { token: handoff.token })));
    expect(asked.map(({ status }) => status).sort()).toEqual([201, 401, 401]);
    expectRefusal(await phone('look', { token: handoff.token }), 'UNAUTHENTICATED');
    const claim = asked.find(({ status }) => status === 201)?.body as HandoffClaim;
    await approve(alice, handoff, claim.number).expect(204);
    const came = await Promise.all([1, 2, 3].map(() => finish(claim)));
    expect(came.map(({ status }) => status).sort()).toEqual([201, 401, 401]);
    expectRefusal(await phone('ask', { token: handoff.token }), 'UNAUTHENTICATED');
  });

  it('S263 is over after two minutes, with a new one, and when it is withdrawn', async () => {
    const alice = await someone();
    const late = await offer(alice);
    const asked = await ask(late);
    await world.database.query(`UPDATE "Challenge" SET "expiresAt" = now() WHERE id = $1`, [late.id]);
    expectRefusal(await approve(alice, late, asked.number), 'NOT_FOUND');
    expectRefusal(await finish(asked), 'UNAUTHENTICATED');

    const first = await offer(alice);
    const second = await offer(alice);
    expectRefusal(await phone('look', { token: first.token }), 'UNAUTHENTICATED');
    for (const round of [1, 2]) {
      const { status } = await as(alice).delete('/api/me/handoff');
      expect({ round, status }).toEqual({ round, status: 204 });
    }
    expectRefusal(await phone('ask', { token: second.token }), 'UNAUTHENTICATED');
  });

  it('S263 is nothing without the secret of the code', async () => {
    const alice = await someone();
    const { id, token } = await offer(alice);
    const guessed = `${id}.${'b'.repeat(32)}`;
    for (const path of ['look', 'ask']) {
      expectRefusal(await phone(path, { token: guessed }), 'UNAUTHENTICATED');
      expectRefusal(await phone(path, { token: HANDOFF_KEY }), 'UNAUTHENTICATED');
    }
    // The code that was shown does not let in: only what the device was told that has asked.
    await ask({ id, token, forMs: 0 });
    expectRefusal(await phone('finish', { claim: token }), 'UNAUTHENTICATED');
    const kept = await world.database.query('SELECT data::text FROM "Challenge" WHERE id = $1', [id]);
    expect(JSON.stringify(kept)).not.toContain(token.slice(id.length + 1));
  });

  it('S264 lets nobody in whose number is not the one that was typed', async () => {
    const alice = await someone();
    const handoff = await offer(alice);
    const asked = await ask(handoff);
    expectRefusal(await approve(alice, handoff, another(asked.number)), 'INVALID_CODE');
    // It is over: there is no second guess.
    expectRefusal(await approve(alice, handoff, asked.number), 'NOT_FOUND');
    expectRefusal(await finish(asked), 'UNAUTHENTICATED');
  });

  it('S264 is let in by the login that has offered it, and by no other one', async () => {
    const [alice, mallory] = [await someone(), await someone()];
    const handoff = await offer(alice);
    const asked = await ask(handoff);
    const again = await world.people.logIn(alice.username);
    for (const person of [mallory, again]) {
      expectRefusal(await as(person).get(`/api/me/handoff/${handoff.id}`), 'NOT_FOUND');
      expectRefusal(await approve(person, handoff, asked.number), 'NOT_FOUND');
    }
    expect(await stateOf(alice, handoff)).toMatchObject({ state: 'asked' });
  });

  it('S265 ends with the login that has offered it, and wants one of the last minutes', async () => {
    const alice = await someone();
    const handoff = await offer(alice);
    const asked = await ask(handoff);
    await approve(alice, handoff, asked.number).expect(204);
    await request(world.url).post('/api/auth/logout').auth(alice.token, { type: 'bearer' }).expect(204);
    expectRefusal(await finish(asked), 'UNAUTHENTICATED');

    const bob = await someone();
    await world.database.query(
      `UPDATE "Session" SET "createdAt" = now() - interval '1 hour' WHERE "userId" = $1`,
      [bob.id],
    );
    expectRefusal(await as(bob).post('/api/me/handoff', {}), 'FRESH_LOGIN');
  });

  it('S265 is no fresher than the login that it came from, however often it is handed on', async () => {
    const alice = await someone();
    const handOn = async (from: Pick<Person, 'token'>) => {
      const handoff = (await as(from).post('/api/me/handoff', {}).expect(201)).body as Handoff;
      const asked = await ask(handoff);
      await approve(from, handoff, asked.number).expect(204);
      return { token: ((await finish(asked).expect(201)).body as Session).accessToken };
    };
    const age = (minutes: number) =>
      world.database.query(
        `UPDATE "Session" SET "createdAt" = "createdAt" - $2::int * interval '1 minute',
           "idpAuthAt" = "idpAuthAt" - $2::int * interval '1 minute' WHERE "userId" = $1`,
        [alice.id, minutes],
      );
    await age(8);
    const second = await handOn(alice);
    const third = await handOn(second);
    await age(8);
    for (const device of [alice, second, third])
      expectRefusal(await as(device).post('/api/me/handoff', {}), 'FRESH_LOGIN');
  });

  it('S265 is ended by the provider by which the first one began', async () => {
    const alice = await someone();
    await world.database.query(
      `UPDATE "Session" SET "idpSub" = 'alice-there', "idpSid" = 'one', "idpAuthAt" = now() WHERE "userId" = $1`,
      [alice.id],
    );
    const handoff = await offer(alice);
    const asked = await ask(handoff);
    await approve(alice, handoff, asked.number).expect(204);
    await finish(asked).expect(201);
    const bound = await world.database.query(
      `SELECT method, "idpSub", "idpSid" FROM "Session" WHERE "userId" = $1 AND method = 'handoff'`,
      [alice.id],
    );
    expect(bound).toEqual([{ method: 'handoff', idpSub: 'alice-there', idpSid: 'one' }]);
  });

  it('is kept in a cookie for pages of this server only', async () => {
    const alice = await someone();
    const handoff = await offer(alice);
    const { claim, number } = await ask(handoff);
    await approve(alice, handoff, number).expect(204);
    const body = { claim, session: 'cookie' };
    expectRefusal(await phone('finish', body), 'ORIGIN_NOT_ALLOWED');
    const { headers } = await phone('finish', body).set('Origin', world.url).expect(201);
    expect(headers['set-cookie']?.[0]).toMatch(/^chatket-[0-9a-f]{8}=.*HttpOnly; SameSite=Strict/);
  });
});
