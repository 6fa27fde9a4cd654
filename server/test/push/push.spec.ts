import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PushKey, PushOutcome, Room } from '@chatket/contract';
import { Notifier } from '../../src/notifications/notifier.js';
import { PAYLOAD_MAX_BYTES } from '../../src/push/push-payload.js';
import { Pusher } from '../../src/push/pusher.js';
import { TakeBack } from '../../src/push/take-back.js';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { Browser, PUSH_SERVICE_ENV, type Pushed, PushService, signerOf } from '../support/push-service.js';
import { exported } from '../support/exports.js';
import { callerWith, expectRefusal, guests } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const { world } = useWorld([], { ...PUSH_SERVICE_ENV, RATE_LIMIT_MESSAGES: '1000' });
const service = new PushService();
beforeAll(() => service.start());
afterAll(() => service.stop());
beforeEach(() => {
  service.answer = [201];
});

const SOON_MS = 300;
let passed = 0;
/** Time passes, until the end of the test. */
function later(ms: number): void {
  passed += ms;
  world.clock.advance(ms);
}
afterEach(() => {
  world.clock.advance(-passed);
  passed = 0;
});

const as = (person: Person) => callerWith(world.url, person.token);
const put = (person: Person, { subscription }: Browser) =>
  as(person).put('/api/me/push', subscription).set('Origin', 'https://chat.example');
const keyOf = async (person: Person) => (await as(person).get('/api/push/key').expect(200)).body as PushKey;
const test = async (person: Person, endpoint: string) =>
  (await as(person).post('/api/me/push/test', { endpoint }).expect(200)).body as PushOutcome[];
const devicesOf = (person: Person) =>
  world.database.query<{ endpoint: string; failures: number }>(
    'SELECT endpoint, failures FROM "PushSubscription" WHERE "userId" = $1 ORDER BY "createdAt"',
    [person.id],
  );
const waiting = (person: Person) =>
  world.database.query<{ attempts: number }>(
    'SELECT j.attempts FROM "PushJob" j JOIN "PushSubscription" s ON s.id = j."subscriptionId" WHERE s."userId" = $1',
    [person.id],
  );

/** Everything that was said has been looked at, and everything that is due has been pushed. */
async function pushed() {
  await world.app.get(Notifier).catchUp();
  await world.app.get(Pusher).catchUp();
}

let sent = 0;
async function say(device: Device, roomId: string, text = 'hello'): Promise<string> {
  sent += 1;
  const clientMsgId = `pushed-${String(sent).padStart(4, '0')}`;
  return (await device.tell('message:send', { roomId, text, clientMsgId })).messageId;
}

const isGone = (browser: Browser, push: Pushed) => browser.read(push).kind === 'gone';

/** Dora writes to emil, who has no page open, and a browser to which is pushed. */
async function scene(people = guests(world, 2)) {
  const [dora, emil] = (await people) as [Person, Person];
  const direct = (
    await as(dora)
      .post('/api/direct', { userIds: [emil.id] })
      .expect(201)
  ).body as Room;
  const d = await world.people.connect(dora);
  await d.tell('room:join', { roomId: direct.id });
  const browser = new Browser(service);
  await put(emil, browser).expect(204);
  return { dora, emil, roomId: direct.id, d, browser };
}

describe('a message to somebody who is away', () => {
  it('is pushed once more when they wanted to be reminded of it, though they have read it', async () => {
    const { emil, roomId, d, browser } = await scene();
    const messageId = await say(d, roomId, 'Kaffee?');
    await pushed();
    const e = await world.people.connect(emil);
    await e.tell('room:read', { roomId, seq: 1 });
    await e.next('alerts:read');
    const at = new Date(world.clock.now() + SOON_MS).toISOString();
    await as(emil).put(`/api/reminders/${messageId}`, { at }).expect(200);
    const [first, second] = await service.until(browser.subscription, 2);
    if (!first || !second) throw new Error('it was not pushed twice');
    expect(browser.read(second)).toMatchObject({ messageId, because: 'reminder', text: 'Kaffee?' });
    expect(second.headers.topic).toBe(messageId.replaceAll('-', ''));
    expect(first.headers.topic).not.toBe(second.headers.topic);
  });

  it('S285 is pushed no more once they take a break: neither what waited nor what comes, until a device asks for it again', async () => {
    const { dora, emil, roomId, d, browser } = await scene(world.people.crowd(2));
    await say(d, roomId, 'before');
    await service.until(browser.subscription, 1);
    await pushed();
    service.answer = [503];
    await say(d, roomId, 'on its way');
    await service.until(browser.subscription, 2);
    await as(emil).post('/api/me/pause').expect(204);
    service.answer = [201];
    expect(await devicesOf(emil)).toEqual([]);
    expect(await waiting(emil)).toEqual([]);
    await pushed();
    const count = () => service.for(browser.subscription).length;
    const before = count();
    await say(d, roomId, 'while they are away');
    const control = new Browser(service);
    await put(dora, control).expect(204);
    later(60 * 60_000);
    await pushed();
    expect((await test(dora, control.subscription.endpoint)).map(({ outcome }) => outcome)).toEqual(['sent']);
    expect(count()).toBe(before);

    const again = await world.people.logIn(emil.username);
    await say(d, roomId, 'back, and no device asks');
    await pushed();
    expect(count()).toBe(before);
    await put(again, browser).expect(204);
    await say(d, roomId, 'asked again');
    const pushes = await service.until(browser.subscription, before + 1);
    expect(pushes.slice(before).map((push) => browser.read(push))).toEqual([
      expect.objectContaining({ text: 'asked again' }),
    ]);
  });

  it('S160 is pushed to their device, encrypted for it, and signed by this server', async () => {
    const { dora, emil, roomId, d, browser } = await scene();
    const messageId = await say(d, roomId, 'Kaffee? ☕️');
    const [push] = await service.until(browser.subscription, 1);
    if (!push) throw new Error('nothing was pushed');
    expect(push.body.includes('Kaffee')).toBe(false);
    expect(browser.read(push)).toEqual({
      ...{ kind: 'message', roomId, messageId, seq: 1, because: 'direct', language: 'en' },
      ...{ sender: dora.username, text: 'Kaffee? ☕️' },
    });
    expect(push.headers).toMatchObject({
      ttl: '86400',
      urgency: 'high',
      topic: roomId.replaceAll('-', ''),
    });
    const { key = '' } = await keyOf(emil);
    const signer = signerOf(push, key);
    expect(signer).toMatchObject({ aud: service.origin, sub: 'https://chat.example' });
    expect(signer.exp).toBeLessThanOrEqual(Date.now() / 1_000 + 24 * 3_600);
    await pushed();
    expect(await waiting(emil)).toEqual([]);
  });

  it('is pushed to all their devices, and to no one else’s', async () => {
    const { dora, emil, roomId, d, browser } = await scene();
    const [second, other] = [new Browser(service), new Browser(service)];
    await put(emil, second).expect(204);
    await put(dora, other).expect(204);
    await say(d, roomId);
    await pushed();
    for (const device of [browser, second]) expect(service.for(device.subscription)).toHaveLength(1);
    expect(service.for(other.subscription)).toEqual([]);
    // Somebody else logs in there.
    await put(dora, second).expect(204);
    await say(d, roomId);
    await pushed();
    expect(service.for(second.subscription)).toHaveLength(1);
    await as(emil).delete('/api/me/push', { endpoint: browser.subscription.endpoint }).expect(204);
    await as(emil).delete('/api/me/push', { endpoint: browser.subscription.endpoint }).expect(204);
    await say(d, roomId);
    await pushed();
    expect(service.for(browser.subscription)).toHaveLength(2);
  });

  it('is not pushed while they look at the room, once they have read it, nor in silence', async () => {
    const { emil, roomId, d, browser } = await scene();
    const e = await world.people.connect(emil);
    await e.tell('room:join', { roomId });
    await e.tell('presence:look', { roomId });
    await say(d, roomId);
    await pushed();
    await e.tell('presence:look', {});
    await as(emil).patch('/api/me/notifications', { quietSeconds: 600 }).expect(200);
    await say(d, roomId);
    await pushed();
    await as(emil).patch('/api/me/notifications', { quietSeconds: null }).expect(200);
    service.answer = [503];
    await say(d, roomId);
    await pushed();
    expect(service.for(browser.subscription)).toHaveLength(1);
    await e.tell('room:read', { roomId, seq: 3 });
    service.answer = [201];
    later(60_000);
    await pushed();
    expect(service.for(browser.subscription)).toHaveLength(1);
    expect(await waiting(emil)).toEqual([]);
  });

  it('is not pushed once it is deleted, or is not theirs to read any more', async () => {
    const { dora, emil, roomId, d, browser } = await scene();
    service.answer = [503];
    const messageId = await say(d, roomId, 'geheim');
    await pushed();
    await d.tell('message:delete', { roomId, messageId });
    service.answer = [201];
    later(60_000);
    await pushed();
    const room = await world.people.createRoom(dora);
    await world.people.join(emil, room.id);
    await d.tell('room:join', { roomId: room.id });
    await as(emil).patch(`/api/rooms/${room.id}/notifications`, { level: 'all' }).expect(200);
    service.answer = [503];
    await say(d, room.id);
    await pushed();
    await world.people.leaveForGood(emil, room.id);
    service.answer = [201];
    later(60_000);
    await pushed();
    expect(service.for(browser.subscription)).toHaveLength(2);
    expect(await waiting(emil)).toEqual([]);
  });

  it('S282 is taken back from the devices it was pushed to when it is deleted or hidden, and from no others', async () => {
    const { dora, emil, roomId, d, browser } = await scene();
    const [deleted, kept] = [await say(d, roomId, 'geheim'), await say(d, roomId, 'bleibt')];
    await pushed();
    const other = new Browser(service);
    await put(dora, other).expect(204);
    const before = service.for(browser.subscription).length;
    await d.tell('message:delete', { roomId, messageId: deleted });
    const gone = (await service.until(browser.subscription, before + 1)).at(-1);
    if (!gone) throw new Error('it was not taken back');
    expect(browser.read(gone)).toEqual({ kind: 'gone', roomId, messageId: deleted, language: 'en' });
    expect(gone.headers.topic).toBe(deleted.replaceAll('-', ''));

    const [carol] = (await guests(world, 1)) as [Person];
    const room = await world.people.createRoom(dora);
    for (const person of [carol, emil]) await world.people.join(person, room.id);
    await as(emil).patch(`/api/rooms/${room.id}/notifications`, { level: 'all' }).expect(200);
    const messageId = await say(await world.people.connect(carol), room.id, 'grob');
    await pushed();
    await d.tell('message:hide', { roomId: room.id, messageId });
    const hidden = (await service.until(browser.subscription, before + 3)).at(-1);
    if (!hidden) throw new Error('it was not taken back');
    expect(browser.read(hidden)).toMatchObject({ kind: 'gone', messageId });
    // An edit takes nothing away.
    await d.tell('message:edit', { roomId, messageId: kept, text: 'bleibt doch', rev: 2 });
    await world.app.get(TakeBack).settled();
    expect(service.for(browser.subscription).filter((push) => isGone(browser, push))).toHaveLength(2);
    expect(service.for(other.subscription)).toEqual([]);
  });

  it('S282 is taken back also when it is deleted while its push is under way', async () => {
    const { roomId, d, browser } = await scene();
    let deleting: Promise<unknown> | undefined;
    service.onPush = async () => {
      deleting ??= d.tell('message:delete', { roomId, messageId });
      await deleting;
      await world.app.get(TakeBack).settled();
    };
    const messageId = await say(d, roomId, 'geheim');
    const [first, second] = await service.until(browser.subscription, 2);
    service.onPush = undefined;
    if (!first || !second) throw new Error('it was not taken back');
    expect(browser.read(first)).toMatchObject({ kind: 'message', messageId });
    expect(browser.read(second)).toMatchObject({ kind: 'gone', messageId });
  });

  it('takes the notes of rooms with it that were read meanwhile', async () => {
    const { dora, emil, roomId, d, browser } = await scene();
    await say(d, roomId);
    await pushed();
    const e = await world.people.connect(emil);
    await e.tell('room:join', { roomId });
    await e.tell('room:read', { roomId, seq: 1 });
    await e.next('alerts:read');
    const [carol] = (await guests(world, 1)) as [Person];
    const group = (
      await as(dora)
        .post('/api/direct', { userIds: [emil.id, carol.id] })
        .expect(201)
    ).body as Room;
    await d.tell('room:join', { roomId: group.id });
    await say(d, group.id);
    const [, second] = await service.until(browser.subscription, 2);
    expect(second && browser.read(second)).toMatchObject({ roomId: group.id, read: [{ roomId, seq: 1 }] });
  });

  it('says in which thread it is, where the room does not show it, and what was read there goes by itself', async () => {
    const { emil, roomId, d, browser } = await scene();
    const e = await world.people.connect(emil);
    const threadId = await say(d, roomId);
    await e.tell('room:read', { roomId, seq: 1 });
    await e.tell('thread:follow', { roomId, rootId: threadId, on: true });
    const reply = (clientMsgId: string) =>
      d.tell('message:send', { roomId, text: 'below', clientMsgId, threadId });
    const { messageId } = await reply('pushed-below-1');
    await pushed();
    const replies = () => service.for(browser.subscription).map((push) => browser.read(push));
    expect(replies().at(-1)).toMatchObject({ messageId, rootId: threadId, seq: 2 });
    await e.tell('thread:read', { roomId, rootId: threadId, seq: 2 });
    await e.next('alerts:read', ({ rootId }) => rootId === threadId);
    await reply('pushed-below-2');
    await pushed();
    expect(replies().at(-1)).toMatchObject({ seq: 3, read: [{ roomId, rootId: threadId, seq: 2 }] });
  });
});

describe('a push service', () => {
  it.each([404, 410])('that knows a device no longer (%i) ends it', async (status) => {
    const { emil, roomId, d } = await scene();
    service.answer = [status];
    await say(d, roomId);
    await pushed();
    expect(await devicesOf(emil)).toEqual([]);
  });

  it.each([429, 500, 503])('that cannot take it now (%i) is asked again when it says', async (status) => {
    const { emil, roomId, d, browser } = await scene();
    service.answer = [status, { 'Retry-After': '120' }];
    await say(d, roomId);
    await pushed();
    later(100_000);
    await pushed();
    expect(service.for(browser.subscription)).toHaveLength(1);
    service.answer = [201];
    later(30_000);
    await pushed();
    expect(service.for(browser.subscription)).toHaveLength(2);
    expect(await devicesOf(emil)).toMatchObject([{ failures: 0 }]);
  });

  it('is given up after six attempts, and asked for the newest of a room only', async () => {
    const { emil, roomId, d, browser } = await scene();
    service.answer = [503];
    await say(d, roomId, 'old');
    for (let attempt = 1; attempt <= 7; attempt += 1) {
      await pushed();
      later(15_000 * 2 ** (attempt - 1) + 1_000);
    }
    expect(service.for(browser.subscription)).toHaveLength(6);
    expect(await waiting(emil)).toEqual([]);
    await say(d, roomId, 'one');
    await pushed();
    await say(d, roomId, 'two');
    service.answer = [201];
    await pushed();
    const last = service.for(browser.subscription).at(-1);
    expect(last && browser.read(last)).toMatchObject({ text: 'two' });
    later(60_000);
    await pushed();
    expect(service.for(browser.subscription)).toHaveLength(8);
    expect(await devicesOf(emil)).toHaveLength(1);
  });

  it.each([400, 403, 413])('that refuses (%i) ten times in a row loses the device', async (status) => {
    const { emil, roomId, d } = await scene();
    service.answer = [status];
    for (let count = 1; count <= 9; count += 1) {
      await say(d, roomId);
      await pushed();
      expect(await devicesOf(emil)).toMatchObject([{ failures: count }]);
    }
    service.answer = [201];
    await say(d, roomId);
    await pushed();
    expect(await devicesOf(emil)).toMatchObject([{ failures: 0 }]);
    service.answer = [status];
    for (let count = 1; count <= 10; count += 1) {
      await say(d, roomId);
      await pushed();
    }
    expect(await devicesOf(emil)).toEqual([]);
  });
});

describe('an export', () => {
  it('that is ready is pushed to all devices, also where one cannot be reached', async () => {
    const [fred] = (await world.people.crowd(1)) as [Person];
    const browsers = [new Browser(service), new Browser(service)];
    for (const browser of browsers) await put(fred, browser).expect(204);
    await world.database.query(
      `UPDATE "PushSubscription" SET p256dh = 'no key' WHERE "userId" = $1 AND endpoint = $2`,
      [fred.id, browsers[0]?.subscription.endpoint ?? ''],
    );
    await exported(world, fred);
    const [reached] = browsers.slice(1);
    const [push] = reached ? service.for(reached.subscription) : [];
    expect(push && reached?.read(push)).toEqual({ kind: 'export', language: 'en' });
  });
});

describe('a test', () => {
  it('is pushed to all devices, and tells what became of it', async () => {
    const { emil, browser } = await scene();
    const other = new Browser(service);
    await put(emil, other).expect(204);
    expect(await test(emil, browser.subscription.endpoint)).toEqual([
      { isThis: true, outcome: 'sent', status: 201 },
      { isThis: false, outcome: 'sent', status: 201 },
    ]);
    const [push] = service.for(browser.subscription);
    expect(push && browser.read(push)).toEqual({ kind: 'test', language: 'en' });
    service.answer = [410];
    expect(await test(emil, '')).toEqual([
      { isThis: false, outcome: 'gone', status: 410 },
      { isThis: false, outcome: 'gone', status: 410 },
    ]);
    expect(await test(emil, '')).toEqual([]);
  });
});

describe('S158 an endpoint that somebody names', () => {
  it.each([
    ['http://push.example/a', 'endpoint'],
    ['ftp://push.example/a', 'endpoint'],
    ['https://10.0.0.1/a', 'endpoint'],
    ['https://[fd00::1]/a', 'endpoint'],
    ['https://2852039166/a', 'endpoint'],
    ['https://169.254.169.254/latest', 'endpoint'],
    ['https://user:secret@push.example/a', 'endpoint'],
    ['push.example', 'endpoint'],
    [`https://push.example/${'a'.repeat(1_000)}`, 'endpoint'],
  ])('is refused unless it may be a push service: %s', async (endpoint, field) => {
    const [emil] = (await guests(world, 1)) as [Person];
    const { subscription } = new Browser(service);
    expectRefusal(await as(emil).put('/api/me/push', { ...subscription, endpoint }), 'VALIDATION', [field]);
  });

  it('comes with keys that are some', async () => {
    const [emil] = (await guests(world, 1)) as [Person];
    const { subscription } = new Browser(service);
    const beside = Buffer.alloc(65, 7).fill(4, 0, 1).toString('base64url');
    for (const p256dh of ['', 'abc', beside])
      expectRefusal(await as(emil).put('/api/me/push', { ...subscription, p256dh }), 'VALIDATION', [
        'p256dh',
      ]);
    for (const auth of ['', 'abc', Buffer.alloc(17).toString('base64url')])
      expectRefusal(await as(emil).put('/api/me/push', { ...subscription, auth }), 'VALIDATION', ['auth']);
  });

  it('is one of twenty at most: the oldest goes', async () => {
    const [emil] = (await guests(world, 1)) as [Person];
    const browsers = Array.from({ length: 21 }, () => new Browser(service));
    for (const browser of browsers) await put(emil, browser).expect(204);
    const kept = (await devicesOf(emil)).map(({ endpoint }) => endpoint);
    expect(kept).toEqual(browsers.slice(1).map(({ subscription }) => subscription.endpoint));
  });
});

it('no push is longer than push services take', async () => {
  const { roomId, d, browser } = await scene();
  await say(d, roomId, '🏴󠁧󠁢󠁥󠁮󠁧󠁿'.repeat(70));
  const [push] = await service.until(browser.subscription, 1);
  expect(push && JSON.stringify(browser.read(push)).length).toBeGreaterThan(100);
  expect(push?.body.length).toBeLessThan(PAYLOAD_MAX_BYTES + 120);
});
