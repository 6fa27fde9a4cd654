import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RequestCodeAnswer, RestError } from '@chatket/contract';
import request, { type Response } from 'supertest';
import { newLoginCode } from '../../src/auth/codes/login-code.js';
import { startApp, type TestApp } from '../support/app.js';
import { expectRefusal } from '../support/rest.js';

let world: TestApp;
/** Codes go to the log, and the proxy in front is believed. */
let quiet: TestApp;
beforeAll(async () => {
  world = await startApp({ AUTH_VERIFIES_PER_ACCOUNT: '100000' });
  quiet = await startApp({ CODE_DELIVERY: 'log', TRUST_PROXY: 'loopback', AUTH_REQUESTS_PER_IP: '3' });
});
afterAll(async () => {
  await world.close();
  await quiet.close();
});

const requestCode = (username: string, { url } = world) =>
  request(url).post('/api/auth/request-code').send({ username });
const verifyCode = (username: string, code: string, { url } = world) =>
  request(url).post('/api/auth/verify-code').send({ username, code });
const newCode = async (username: string) =>
  ((await requestCode(username).expect(201)).body as Required<RequestCodeAnswer>).code;
const otherThan = (code: string) => ((Number(code) + 1) % 1_000_000).toString().padStart(6, '0');

/** Everything the caller can see, but for what names or dates the single request. */
function visible(response: Response): unknown {
  const { traceId = '' } = response.body as Partial<RestError>;
  const headers = { ...(response.headers as Record<string, string>) };
  delete headers.date;
  delete headers.etag;
  return [response.status, headers, response.text.replace(traceId, '')];
}

describe('a code', () => {
  it('S002 is compared five times, however many guesses come at once', async () => {
    const wrong = otherThan(await newCode('alice'));
    const guesses = await Promise.all(Array.from({ length: 100 }, () => verifyCode('alice', wrong)));
    for (const guess of guesses) expectRefusal(guess, 'INVALID_CODE');
    const [row] = await world.database.query(
      `SELECT tries, failures FROM "LoginCode" WHERE username = 'alice'`,
    );
    expect(row).toEqual({ tries: 5, failures: 5 });
  });

  it('S006 is refused when its ten minutes are over', async () => {
    const code = await newCode('bob');
    await world.database.query(
      `UPDATE "LoginCode" SET "expiresAt" = "expiresAt" - interval '10 minutes' WHERE username = 'bob'`,
    );
    expectRefusal(await verifyCode('bob', code), 'INVALID_CODE');
    await verifyCode('bob', await newCode('bob')).expect(201);
  });

  it('S006 is refused then also when the clock of the database was set back', async () => {
    const code = await newCode('bob');
    await world.database.query(
      `UPDATE "LoginCode" SET "expiresAt" = "expiresAt" + interval '1 hour' WHERE username = 'bob'`,
    );
    world.clock.advance(10 * 60_000);
    expectRefusal(await verifyCode('bob', code), 'INVALID_CODE');
    const next = await newCode('bob');
    world.clock.jump(3_600_000);
    await verifyCode('bob', next).expect(201);
    world.clock.jump(-3_600_000);
  });

  it('S007 is any of a million with the same likelihood, leading zeros included', () => {
    const COUNT = 100_000;
    const seen = Array.from({ length: 6 }, () => new Array<number>(10).fill(0));
    for (let n = 0; n < COUNT; n += 1) {
      const code = newLoginCode();
      expect(code).toHaveLength(6);
      for (const [place, digit] of [...code].entries())
        seen[place]?.splice(Number(digit), 1, (seen[place][Number(digit)] ?? 0) + 1);
    }
    for (const digits of seen) {
      const expected = COUNT / 10;
      const chiSquare = digits.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
      // Nine degrees of freedom: beyond 60 once in a thousand million runs.
      expect(chiSquare).toBeLessThan(60);
    }
  });
});

describe('an account that is there and one that is not', () => {
  it('S009 are answered in the same way', async () => {
    await verifyCode('carol', await newCode('carol')).expect(201);
    await quiet.database.query(`INSERT INTO "User" (id, username) VALUES (gen_random_uuid(), 'carol')`);
    const ask = async (name: string) => visible(await requestCode(name, quiet));
    expect(await ask('carol')).toEqual(await ask('nobody-yet'));
    const guess = async (name: string) => visible(await verifyCode(name, '123456', quiet));
    expect(await guess('carol')).toEqual(await guess('never-asked'));
  });

  it('S020 cost the server the same comparison', async () => {
    const wrong = otherThan(await newCode('dora'));
    const cpuOf = async (name: string) => {
      const before = process.cpuUsage();
      await verifyCode(name, wrong);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    for (let n = 0; n < 5; n += 1) await cpuOf('warming-up');
    // What the server does besides, now and then, is no part of it; a machine that is busy is so for both.
    let [known, unknown] = [Infinity, Infinity];
    for (let n = 0; n < 5; n += 1) {
      known = Math.min(known, await cpuOf('dora'));
      unknown = Math.min(unknown, await cpuOf('not-there'));
    }
    // Hashing is nearly all of it; without the comparison it would be a tenth.
    expect(unknown / known).toBeGreaterThan(0.5);
    expect(unknown / known).toBeLessThan(2);
  });
});

it('S012 the addresses of one IPv6 network count as one', async () => {
  const from = (address: string, n: number) =>
    requestCode(`visitor-${String(n)}`, quiet).set('x-forwarded-for', address);
  for (let n = 1; n <= 3; n += 1) await from(`2001:db8:7:7::${String(n)}`, n).expect(201);
  expectRefusal(await from('2001:db8:7:7:ffff:ffff:ffff:ffff', 4), 'TOO_MANY_REQUESTS');
  await from('2001:db8:7:8::1', 5).expect(201);
});

it('S019 a foreign page cannot log anybody in', async () => {
  const origin = { origin: 'https://evil.example' };
  const preflight = await request(world.url)
    .options('/api/auth/verify-code')
    .set({
      ...origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    });
  expect(
    Object.keys(preflight.headers as object).filter((name) => name.startsWith('access-control')),
  ).toEqual([]);
  const code = await newCode('erin');
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    const simple = request(world.url).post('/api/auth/verify-code').set(origin).set('content-type', type);
    const answer = await simple.send(JSON.stringify({ username: 'erin', code }));
    expect(answer.body).toMatchObject({ statusCode: 400, code: 'VALIDATION' });
  }
  const answer = await verifyCode('erin', code).set(origin).expect(201);
  expect(answer.headers).not.toHaveProperty('set-cookie');
  expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
});
