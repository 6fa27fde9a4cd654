import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MyPhone, Session, WaitingCode } from '@chatket/contract';
import { Jobs } from '../../src/jobs/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { loginRequests } from '../support/login.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal } from '../support/rest.js';
import { codeOf, SmsGateway, type Text } from '../support/sms-gateway.js';

let gateway: SmsGateway;
/** One that shows codes, so that people can be made, and one on the same database that sends them by SMS. */
let demo: TestApp;
let world: TestApp;
let alice: Person;
let bob: Person;
beforeAll(async () => {
  gateway = await SmsGateway.open();
  demo = await startApp();
  [alice, bob] = await demo.people.cast('alice', 'bob');
  world = await startApp({
    DATABASE_URL: demo.database.url,
    CODE_DELIVERY: 'sms',
    SMS_WEBHOOK_URL: gateway.url,
    SMS_WEBHOOK_SECRET: `whsec_${gateway.secret}`,
    PUBLIC_URL: 'https://chat.example.org',
  });
  world.app.get(Jobs).start();
});
afterAll(async () => {
  await world.close();
  await demo.close();
  gateway.close();
});

const { requestCode, verifyCode } = loginRequests(() => world.url);
const as = (person: Person) => callerWith(world.url, person.token);
const NUMBER = '+491701234567';

async function give(person: Person, number: string): Promise<Text> {
  await as(person).put('/api/me/phone', { number }).expect(204);
  const text = await gateway.next();
  await as(person)
    .post('/api/me/phone/verify', { number, code: codeOf(text) })
    .expect(200);
  return text;
}

const phoneOf = async (person: Person) => (await as(person).get('/api/me/phone').expect(200)).body as MyPhone;

/** Texts are sent by jobs, which end after the gateway has answered. */
async function done(): Promise<void> {
  const waiting = `SELECT 1 FROM graphile_worker._private_jobs WHERE payload::text LIKE '%sealed%'`;
  while ((await demo.database.query(waiting)).length > 0) await nextTurn();
}

describe('the phone of an account', () => {
  it('counts when its person has brought the code that was sent there', async () => {
    expect(await phoneOf(alice)).toEqual({ number: null, canSend: true });
    await as(alice)
      .put('/api/me/phone', { number: ' 0049 (170) 123-45.67 ' })
      .set('Accept-Language', 'tr')
      .expect(204);
    const text = await gateway.next();
    expect(text.to).toBe(NUMBER);
    expect(text.text).toBe(
      `Telefonunuzu onaylama kodu: ${codeOf(text)}. On dakika ve bir kez geçerlidir. Kimseye vermeyin.\n\n@chat.example.org #${codeOf(text)}`,
    );
    expect((await phoneOf(alice)).number).toBeNull();

    const code = codeOf(text);
    const wrong = code === '000000' ? '000001' : '000000';
    expectRefusal(
      await as(alice).post('/api/me/phone/verify', { number: NUMBER, code: wrong }),
      'INVALID_CODE',
    );
    // Nobody else, and for no other phone.
    expectRefusal(await as(bob).post('/api/me/phone/verify', { number: NUMBER, code }), 'INVALID_CODE');
    const other = { number: '+491701234568', code };
    expectRefusal(await as(alice).post('/api/me/phone/verify', other), 'INVALID_CODE');
    const body = { number: '+49 170 1234567', code };
    expect((await as(alice).post('/api/me/phone/verify', body).expect(200)).body).toEqual({
      number: NUMBER,
      canSend: true,
    });
    expectRefusal(await as(alice).post('/api/me/phone/verify', body), 'INVALID_CODE');
  });

  it('S262 is one number, with its country, whatever is written', async () => {
    for (const number of [
      '0170 1234567',
      '+49',
      `${NUMBER},+491701234568`,
      `${NUMBER}\r\nx: y`.repeat(4),
      42,
      [NUMBER],
      null,
    ])
      expectRefusal(await as(alice).put('/api/me/phone', { number }), 'VALIDATION', ['number']);
    expect(gateway.unread).toBe(0);
  });

  it('S262 is decided by somebody who has just logged in', async () => {
    const [carol] = await demo.people.cast('carol');
    await demo.database.query(
      `UPDATE "Session" SET "createdAt" = now() - interval '1 hour' WHERE "userId" = $1`,
      [carol.id],
    );
    expectRefusal(await as(carol).put('/api/me/phone', { number: NUMBER }), 'FRESH_LOGIN');
    expectRefusal(await as(carol).delete('/api/me/phone'), 'FRESH_LOGIN');
    expect(gateway.unread).toBe(0);
  });

  it('is not there where no text messages are sent', async () => {
    const at = callerWith(demo.url, bob.token);
    expect((await at.get('/api/me/phone').expect(200)).body).toEqual({ number: null, canSend: false });
    expectRefusal(await at.put('/api/me/phone', { number: NUMBER }), 'NOT_FOUND');
  });

  it('is given up by its person, twice as once', async () => {
    await give(bob, NUMBER);
    await as(bob).delete('/api/me/phone').expect(204);
    await as(bob).delete('/api/me/phone').expect(204);
    expect((await phoneOf(bob)).number).toBeNull();
  });
});

describe('a login by text message', () => {
  it('is by the name of the account, once', async () => {
    const answer = await requestCode({ username: 'alice' }).expect(201);
    expect(Object.keys(answer.body as object)).toEqual(['message']);
    const text = await gateway.next();
    expect(text).toMatchObject({
      to: NUMBER,
      text: expect.stringMatching(/^\d{6} is your login code, .*\n\n@chat\.example\.org #\d{6}$/s),
    });
    const body = { username: 'alice', code: codeOf(text) };
    expect(((await verifyCode(body).expect(201)).body as Session).user.username).toBe('alice');
    expectRefusal(await verifyCode(body), 'INVALID_CODE');
  });

  it('S261 is answered the same for a name without a phone, and for one that nobody has', async () => {
    const known = await requestCode({ username: 'alice' }).expect(201);
    await gateway.next();
    for (const username of ['bob', 'zelda'])
      expect((await requestCode({ username }).expect(201)).body).toEqual(known.body);
    await done();
    expect(gateway.unread).toBe(0);
    // Those who run the server hand these over.
    await demo.database.query('UPDATE "User" SET "serverRole" = 2 WHERE id = $1', [alice.id]);
    const waiting = (await as(alice).get('/api/server/codes').expect(200)).body as WaitingCode[];
    expect(waiting.map(({ username }) => username).sort()).toEqual(['bob', 'zelda']);
    await demo.database.query('UPDATE "User" SET "serverRole" = 0 WHERE id = $1', [alice.id]);
  });

  it('S260 is signed, under one id each time that it is tried', async () => {
    const before = gateway.ids.length;
    gateway.answers.push(503, 429);
    await requestCode({ username: 'alice' }).expect(201);
    const text = await gateway.next();
    expect(gateway.ids.slice(before)).toEqual([text.id, text.id, text.id]);
    expect(gateway.bad).toEqual([]);
  });

  it('S260 goes nowhere else, wherever the gateway points to', async () => {
    const other = await SmsGateway.open();
    gateway.answers.push({ status: 307, location: other.url });
    await requestCode({ username: 'alice' }).expect(201);
    // It is tried again where it was to go.
    await gateway.next();
    expect(other.ids).toEqual([]);
    other.close();
  });

  it('S260 leaves no code and no number in the queue, and what fails tells neither', async () => {
    gateway.answers.push(400);
    await requestCode({ username: 'alice' }).expect(201);
    const queued = await demo.database.query(
      `SELECT payload::text AS payload FROM graphile_worker._private_jobs WHERE payload::text LIKE '%sealed%'`,
    );
    await done();
    expect(JSON.stringify(queued)).not.toMatch(/alice|49170|"\d{6}"/);
    await demo.database.query('UPDATE "User" SET "serverRole" = 2 WHERE id = $1', [alice.id]);
    expect((await as(alice).get('/api/server/failed-mails').expect(200)).body).toEqual([
      { kind: 'sms', reason: '400', tries: 1, isOver: true, at: expect.any(String) },
    ]);
    expect(gateway.unread).toBe(0);
  });
});
