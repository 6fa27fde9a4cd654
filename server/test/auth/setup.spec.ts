import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AuditEntry, type LoginSession, type Me, SERVER_ROLES, type Session } from '@chatket/contract';
import request, { type Response } from 'supertest';
import { CodesToHandOver } from '../../src/auth/codes/codes-to-hand-over.js';
import { Setup } from '../../src/auth/index.js';
import { Jobs } from '../../src/jobs/index.js';
import { UsersService } from '../../src/users/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { callerWith, expectRefusal } from '../support/rest.js';

const PASSWORD = 'nine green tulips';
let world: TestApp;

beforeAll(async () => {
  // Nobody may make an account, and nobody does by a code of the operator's alone.
  world = await startApp({ AUTH_METHODS: 'code,password', REGISTRATION: 'closed' });
});
afterAll(() => world.close());

const post = (path: string, body: object) => request(world.url).post(`/api${path}`).send(body);
const setUp = (token: string, username: string, more: object = { password: PASSWORD }) =>
  post('/setup', { token, username, ...more });
const sessionOf = ({ body }: Response) => body as Session;
const as = (response: Response) => callerWith(world.url, sessionOf(response).accessToken);
const roleOf = async (response: Response) =>
  ((await as(response).get('/api/users/me').expect(200)).body as Me).serverRole;
/** All that tells one answer from another. */
const visible = ({ status, body }: Response): string =>
  JSON.stringify([status, { ...(body as object), traceId: '' }]);

async function newToken(): Promise<string> {
  const path = (await world.app.get(Setup).offer()) ?? '';
  expect(path).toMatch(/^\/setup#[\w-]{32}$/);
  return path.slice(path.indexOf('#') + 1);
}

/** As if it had never been set up. */
async function disown(): Promise<void> {
  await world.database.query('UPDATE "User" SET "serverRole" = 0');
}

describe('the set-up link', () => {
  it('makes the account that owns the server, where nobody else may make one', async () => {
    expectRefusal(
      await post('/auth/register', { username: 'stranger', password: PASSWORD }),
      'REGISTRATION_CLOSED',
    );
    const token = await newToken();
    await post('/setup/look', { token }).expect(204);
    const made = await setUp(token, ' Founder ').expect(201);
    expect(sessionOf(made).user.username).toBe('founder');
    expect(await roleOf(made)).toBe(SERVER_ROLES.owner);
    const logins = (await as(made).get('/api/sessions').expect(200)).body as LoginSession[];
    expect(logins.map(({ method }) => method)).toEqual(['setup']);
    const [entry] = (await as(made).get('/api/audit?action=server.setUp').expect(200)).body as AuditEntry[];
    expect(entry).toMatchObject({
      actor: sessionOf(made).user,
      person: sessionOf(made).user,
      after: { serverRole: SERVER_ROLES.owner },
    });
    await post('/auth/login', { username: 'founder', password: PASSWORD }).expect(201);
    expect(await world.app.get(Setup).offer()).toBeUndefined();
    await disown();
  });

  it('S194 is used once, and used, wrong, old and ended ones are answered alike', async () => {
    const old = await newToken();
    const token = await newToken();
    const answers = [await setUp(old, 'late'), await setUp('made-up', 'late')];
    await setUp(token, 'once').expect(201);
    answers.push(await setUp(token, 'late'), await setUp('made-up', 'late'), await setUp(token, 'once'));
    for (const answer of answers) expectRefusal(answer, 'SETUP_LINK_INVALID');
    expect(new Set(answers.map(visible)).size).toBe(1);
    const looks = [await post('/setup/look', { token }), await post('/setup/look', { token: 'made-up' })];
    expect(new Set([...answers, ...looks].map(visible)).size).toBe(1);
    await disown();
    // The link that was used is none any more, also where nobody owns the server again.
    expectRefusal(await setUp(token, 'late'), 'SETUP_LINK_INVALID');
    expect(await world.database.query(`SELECT 1 FROM "User" WHERE username = 'late'`)).toEqual([]);
  });

  it('S195 lets one of twenty through who open it at once, and leaves no account of the others', async () => {
    const token = await newToken();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => setUp(token, `racer-${String(n)}`)),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const answer of answers) if (answer.status !== 201) expectRefusal(answer, 'SETUP_LINK_INVALID');
    const racers = await world.database.query(`SELECT 1 FROM "User" WHERE username LIKE 'racer-%'`);
    expect(racers).toHaveLength(1);
    await disown();
  });

  it('still holds when the name or the password was refused', async () => {
    const token = await newToken();
    expectRefusal(await setUp(token, 'founder'), 'CONFLICT');
    expectRefusal(await setUp(token, 'picky', {}), 'VALIDATION', ['password']);
    expectRefusal(await setUp(token, 'picky', { password: 'password1' }), 'VALIDATION', ['password']);
    expectRefusal(await setUp(token, 'x'), 'VALIDATION', ['username']);
    expect(await roleOf(await setUp(token, 'picky').expect(201))).toBe(SERVER_ROLES.owner);
    await disown();
  });

  it('S196 is stored as a hash', async () => {
    const token = await newToken();
    const [row] = await world.database.query<Record<string, unknown>>('SELECT * FROM "SetupLink"');
    expect(row).toMatchObject({ tokenHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(JSON.stringify(row)).not.toContain(token);
  });

  it('keeps no login for pages of others', async () => {
    const body = { token: await newToken(), username: 'elsewhere', password: PASSWORD, session: 'cookie' };
    expectRefusal(await post('/setup', body), 'ORIGIN_NOT_ALLOWED');
  });
});

describe('who owns a new server', () => {
  const made = async (env: Record<string, string>, make: (app: TestApp) => Promise<unknown>) => {
    const app = await startApp(env);
    try {
      await make(app);
      const owners = await app.database.query<{ username: string }>(
        `SELECT username FROM "User" WHERE "serverRole" = 2`,
      );
      return { owners: owners.map(({ username }) => username), path: await app.app.get(Setup).offer() };
    } finally {
      await app.close();
    }
  };
  const register = (app: TestApp) =>
    request(app.url)
      .post('/api/auth/register')
      .send({ username: 'stranger', password: PASSWORD })
      .expect(201);

  it('S197 is not whoever makes the first account with a password', async () => {
    const { owners, path } = await made({ AUTH_METHODS: 'password' }, register);
    expect(owners).toEqual([]);
    expect(path).toMatch(/^\/setup#/);
  });

  it('is whoever proves the first code, as these come from whoever runs the server', async () => {
    const { owners, path } = await made({}, (app) => app.people.cast('first', 'second'));
    expect(owners).toHaveLength(1);
    expect(path).toBeUndefined();
  });

  it('is who is named in SERVER_OWNERS, and there is no link then', async () => {
    const env = { SERVER_OWNERS: 'chosen', AUTH_METHODS: 'password' };
    expect(await made(env, register)).toEqual({ owners: [], path: undefined });
  });
});

describe('who has set up a server that sends its codes by mail', () => {
  it('comes back by a code of the operator’s, as the account has no address yet', async () => {
    const mail = { CODE_DELIVERY: 'mail', SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'chat@example.org' };
    const app = await startApp({ ...mail, AUTH_METHODS: 'code' });
    try {
      app.app.get(Jobs).start();
      const token = ((await app.app.get(Setup).offer()) ?? '').replace('/setup#', '');
      const ask = (path: string, body: object) => request(app.url).post(`/api${path}`).send(body);
      await ask('/setup', { token, username: 'founder' }).expect(201);
      await ask('/auth/request-code', { username: 'founder' }).expect(201);
      // As somebody sees it who is more on the server.
      const { id, username } = await app.app.get(UsersService).ensure('operator');
      await app.database.query('UPDATE "User" SET "serverRole" = CASE WHEN id = $1 THEN 2 ELSE 0 END', [id]);
      const codes = app.app.get(CodesToHandOver);
      while ((await codes.list({ id, username })).length === 0) await setTimeout(20);
      const { code } = await codes.show({ id, username }, 'founder');
      await ask('/auth/verify-code', { username: 'founder', code }).expect(201);
    } finally {
      await app.close();
    }
  });
});

describe('S198 trying links', () => {
  it('uses up the tries of the address', async () => {
    const app = await startApp({ AUTH_VERIFIES_PER_IP: '3' });
    const look = () => request(app.url).post('/api/setup/look').send({ token: 'made-up' });
    const answers = [await look(), await look(), await look(), await look()];
    await app.close();
    for (const answer of answers.slice(0, 3)) expectRefusal(answer, 'SETUP_LINK_INVALID');
    expectRefusal(answers[3] as Response, 'TOO_MANY_REQUESTS');
  });
});
