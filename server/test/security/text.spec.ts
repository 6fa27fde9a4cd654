import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { refuseText } from '../../src/common/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { createDatabase } from '../support/database.js';
import { type Device, openDevice } from '../support/device.js';
import { People, type Person } from '../support/people.js';
import { ServerProcess } from '../../../rig/server-process.mjs';
import { callerWith, expectRefusal } from '../support/rest.js';

let world: TestApp;
let alice: Person;
let device: Device;
let roomId: string;
let count = 0;
beforeAll(async () => {
  world = await startApp({ RATE_LIMIT_MESSAGES: '100000' });
  alice = await world.people.logIn('alice');
  roomId = (await world.people.createRoom(alice)).id;
  device = await world.people.connect(alice);
});
afterAll(() => world.close());

const say = (text: string) =>
  device.ask('message:send', { roomId, text, clientMsgId: `text-${String((count += 1)).padStart(6, '0')}` });
const newest = async () =>
  (await callerWith(world.url, alice.token)
    .get(`/api/rooms/${roomId}/messages?limit=1`)
    .expect(200)) as unknown as {
    body: { text: string }[];
    headers: Record<string, string>;
  };
const requestCode = (username: string) =>
  request(world.url).post('/api/auth/request-code').send({ username });

describe('a text that looks like something else', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '"><svg onload=alert(1)>',
    'javascript:alert(1)',
    '[x](javascript:alert(1))',
    '&lt;b&gt;',
    '{{constructor.constructor("alert(1)")()}}',
    '${7*7}',
    '=cmd|calc!A1',
  ])('S105 S122 is stored and told as it is, and as JSON: %s', async (text) => {
    expect(await say(text)).toMatchObject({ success: true });
    const { body, headers } = await newest();
    expect(body).toEqual([expect.objectContaining({ text })]);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });
});

describe('a character', () => {
  it.each([
    ['NUL', 'a\0b'],
    ['a lone high surrogate', 'a\ud800b'],
    ['a lone low surrogate', '\udc00'],
    ['surrogates the wrong way round', '\udc00\ud800'],
  ])('S109 that cannot be stored is refused: %s', async (_case, text) => {
    expect(await say(text)).toMatchObject({
      success: false,
      code: 'VALIDATION',
      fields: [{ field: 'text' }],
    });
  });

  it.each([
    ['U+FFFE', 'a\ufffeb'],
    ['a line separator', 'a\u2028b'],
    ['an escape sequence', '\u001b[31mred\u001b[0m'],
    ['a bell', 'a\u0007b'],
    ['of the C1 set', 'a\u0085b\u009bb'],
    ['a turn of the direction', 'a\u202eb\u2066c'],
    ['four hundred marks', `a${'\u0301'.repeat(400)}`],
  ])('S109 S110 S111 that can be stored is kept: %s', async (_case, text) => {
    expect(await say(text)).toMatchObject({ success: true });
    expect((await newest()).body[0]?.text).toBe(text);
  });

  it.each([
    ['marks upon marks', `ali${'\u0301'.repeat(9)}ce`],
    ['a turn of the direction', 'ali\u202ece'],
    ['an isolate', '\u2066alice\u2069'],
    ['something invisible', 'ali\u200bce'],
    ['a variation selector', 'alice\ufe0f'],
    ['a tag', 'alice\u{e0041}'],
  ])('S110 S111 S115 is in no username when it is %s', async (_case, username) => {
    expectRefusal(await requestCode(username), 'VALIDATION', ['username']);
  });
});

it.each(['', ' ', '\t\n', '\u200b', '\u2800', '\u3164', '\u00ad', '\ufeff', '\u{e0041}', ' \u200d\u2060 '])(
  'S113 a text of which nothing is seen is refused: %j',
  async (text) => {
    expect(await say(text)).toMatchObject({
      success: false,
      code: 'VALIDATION',
      fields: [{ field: 'text' }],
    });
    const room = await callerWith(world.url, alice.token).post('/api/rooms', { name: text });
    expectRefusal(room, 'VALIDATION', ['name']);
  },
);

it('S107 a text that is made to be slow is refused by its length, at no cost', () => {
  const before = process.cpuUsage().user;
  for (const part of ['(', '*', '![', 'a@', 'http://', ' ', '\u200b', '\ud83d\udc69\u200d', '\u0301'])
    expect(refuseText(part.repeat(10_000), 500)).not.toBeNull();
  // Microseconds of work: a quadratic one would take minutes.
  expect(process.cpuUsage().user - before).toBeLessThan(5_000_000);
});

it('S121 nobody writes lines into the log', async () => {
  const database = await createDatabase();
  // Without a set-up link, which is a line for people.
  const env = { DATABASE_URL: database.url, LOG_LEVEL: 'trace', SERVER_OWNERS: 'alice' };
  const server = await ServerProcess.start(env);
  const FORGED = '{"level":60,"msg":"forged"}';
  const evil = `x\r\n${FORGED}\u001b[2J"`;
  const people = new People(server.url);
  const person = await people.logIn('alice');
  await callerWith(server.url, person.token).post('/api/rooms', { name: evil }).expect(201);
  await request(server.url)
    .get(`/${encodeURIComponent(evil)}?q=${encodeURIComponent(evil)}`)
    .set('User-Agent', FORGED)
    .expect(404);
  await request(server.url).post('/api/auth/request-code').send({ username: evil }).expect(400);
  const connected = await openDevice(server.url, { token: person.token });
  await connected.askAnything(evil, {});
  await connected.askAnything('presence:ping', { [evil]: evil });
  connected.close();
  await server.stop();
  await database.drop();
  const lines = server.log.split('\n').filter((line) => line !== '');
  const parsed = lines.map((line) => JSON.parse(line) as { msg?: string; level: number });
  expect(parsed.length).toBeGreaterThan(5);
  expect(parsed.filter(({ msg, level }) => msg === 'forged' || level === 60)).toEqual([]);
  expect(server.log).not.toContain('\u001b');
  expect(parsed.some((line) => JSON.stringify(line).includes('UNKNOWN_EVENT'))).toBe(true);
});
