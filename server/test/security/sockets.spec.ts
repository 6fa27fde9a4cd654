import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type ClientEvent, LIMITS } from '@chatket/contract';
import request from 'supertest';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import { startApp, type TestApp } from '../support/app.js';
import { type Device, openDevice } from '../support/device.js';
import type { Person } from '../support/people.js';
import { callerWith, UNKNOWN_ID } from '../rest/support/rest.js';
import { RawSocket } from './support/raw-socket.js';

const LIMIT = 5;

let world: TestApp;
let strict: TestApp;
let calm: TestApp;
let alice: Person;
let bob: Person;
/** Somebody who talks all the time and must not notice anything. */
let honest: Device;
const opened: RawSocket[] = [];

beforeAll(async () => {
  strict = await startApp({
    CONNECTIONS_PER_USER: String(LIMIT),
    CONNECTIONS_PER_IP: String(2 * LIMIT),
    PACKETS_AT_ONCE: '20',
    PACKETS_PER_SECOND: '1',
    TRUST_PROXY: 'loopback',
  });
  calm = await startApp({ HANDSHAKES_PER_IP: '10', TRUST_PROXY: 'loopback' });
  // Last, because Passport has one strategy per process: REST works for the people of the newest application.
  world = await startApp();
  [alice, bob] = await world.people.cast('alice', 'bob');
  honest = await world.people.connect(bob);
});
afterEach(() => {
  for (const socket of opened.splice(0)) socket.close();
});
afterAll(async () => {
  await world.close();
  await strict.close();
  await calm.close();
});

const open = async (options: Parameters<typeof RawSocket.open>[1] = {}) =>
  kept(RawSocket.open(world.url, options));
const loggedIn = async () => kept(RawSocket.logIn(world.url, alice.token));
async function kept(opening: Promise<RawSocket>): Promise<RawSocket> {
  const socket = await opening;
  opened.push(socket);
  return socket;
}

/** The server still serves others, and nothing has reached a prototype. */
async function expectAlive(): Promise<void> {
  await honest.settled();
  await request(world.url).get('/health').expect(200);
  expect(Object.keys(Object.prototype)).toEqual([]);
}

/** Opens a polling session as an honest page would. @returns its id */
async function pollingSession(): Promise<string> {
  const answer = await request(world.url).get('/socket.io/?EIO=4&transport=polling').expect(200);
  return (JSON.parse(answer.text.slice(1)) as { sid: string }).sid;
}

/** Whether an upgrade leads to a session. */
function upgrades(query: string, headers: Record<string, string>): Promise<boolean> {
  const websocket = new WebSocket(`${world.url.replace('http', 'ws')}/socket.io/?${query}`, { headers });
  return new Promise((resolve) => {
    websocket.on('error', () => resolve(false));
    websocket.on('close', () => resolve(false));
    websocket.on('message', (data: Buffer) => {
      resolve(/^[03]/.test(data.toString()));
      websocket.terminate();
    });
  });
}

describe('an origin', () => {
  it('S042 that is foreign can neither upgrade a session that is there nor write into it', async () => {
    const sid = await pollingSession();
    const path = `/socket.io/?EIO=4&transport=polling&sid=${sid}`;
    const origin = { origin: 'https://evil.example' };
    expect(await upgrades(`EIO=4&transport=websocket&sid=${sid}`, origin)).toBe(false);
    await request(world.url).post(path).set(origin).type('text/plain').send('40{}').expect(403);
    await request(world.url).get(path).set(origin).expect(403);
    await request(world.url).post(path).type('text/plain').send('40{}').expect(200);
  });

  it.each(['null', 'https://127.0.0.1.evil.example', 'https://127.0.0.1@evil.example', 'http://127.0.0.1.'])(
    'S043 that is like ours is foreign: %s',
    async (origin) => {
      expect(await upgrades('EIO=4&transport=websocket', { origin })).toBe(false);
    },
  );
});

describe('the handshake', () => {
  it('S044 without a token never becomes a connection, and what it sends reaches nobody', async () => {
    const socket = await open();
    socket.send('40{}');
    expect(await socket.next('44')).toContain('"code":"UNAUTHENTICATED"');
    socket.send('421["presence:ping",{}]');
    await socket.ended;
    expect(socket.heard.filter((text) => text.startsWith('43'))).toEqual([]);
  });

  it('S045 has to come first', async () => {
    for (const packet of ['421["presence:ping",{}]', '41', '430[]', '44{}']) {
      const socket = await open();
      await socket.send(packet).ended;
    }
    await expectAlive();
  });

  it('S045 has to come within five seconds', async () => {
    const socket = await open();
    await socket.ended;
    expect(socket.heard.filter((text) => !/^[02]/.test(text))).toEqual([]);
  });

  it.each([
    ['a text', '"text"'],
    ['a number', '5'],
    ['a list', '[]'],
    ['null', 'null'],
    ['too large', JSON.stringify({ token: 'x'.repeat(60_000) })],
    ['nested deeply', `{"token":${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
  ])('S046 is refused when what it carries is %s', async (_case, auth) => {
    const socket = await open();
    socket.send(`40${auth}`);
    const refused = socket.next('44').catch(() => 'closed');
    expect(await refused).toMatch(/^44.*UNAUTHENTICATED|^closed$/);
    await expectAlive();
  });

  it('S047 cannot be made twice', async () => {
    for (const socket of [await loggedIn(), await open()]) {
      const connect = `40${JSON.stringify({ token: alice.token })}`;
      await socket.send(connect, connect, connect).ended;
    }
    await expectAlive();
  });

  it('S047 S068 leads into one namespace, and whoever looks for others is cut off', async () => {
    const socket = await open();
    socket.send('40/admin,{}');
    expect(await socket.next('44/admin')).toContain('Invalid namespace');
    await socket.send('40/instrument,', '40/x,', '40/y,').ended;
    expect(socket.heard.filter((text) => text.startsWith('40'))).toEqual([]);
    await expectAlive();
  });

  it.each([
    ['the old protocol', 'EIO=3&transport=polling'],
    ['an unknown transport', 'EIO=4&transport=carrier-pigeon'],
    ['a transport that is in every object', 'EIO=4&transport=constructor'],
    ['no transport', 'EIO=4'],
    ['a session that was made up', 'EIO=4&transport=polling&sid=AAAAAAAAAAAAAAAAAAAA'],
    ['a session that is in every object', 'EIO=4&transport=polling&sid=__proto__'],
  ])('S063 is refused with %s', async (_case, query) => {
    await request(world.url).get(`/socket.io/?${query}`).expect(400);
    expect(await upgrades(query.replace('polling', 'websocket'), {})).toBe(false);
  });

  it('S062 negotiates no compression', async () => {
    const socket = await open({ perMessageDeflate: true });
    expect(socket.websocket.extensions).toBe('');
  });
});

describe('a packet that is none', () => {
  it.each([
    'garbage',
    '9',
    '49',
    '4',
    '42{',
    '42',
    '42{}',
    '42[]',
    '42[null]',
    '42[{}]',
    '42[[]]',
    '42"text"',
    '42[',
    '42["message:send"',
    '4299999999999999999999999["x"',
    '47[]',
    '5',
    '6',
    '1',
    '2probe',
    '\u0000',
    '4\u00002["a"]',
  ])('S048 ends at most its own connection: %j', async (packet) => {
    const socket = await loggedIn();
    socket.send(packet, '427["presence:ping",{}]');
    await Promise.race([socket.ended, socket.ack(7)]);
    await expectAlive();
  });

  it.each(['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener'])(
    'S049 is an event under a reserved name: %s',
    async (name) => {
      const socket = await loggedIn();
      await socket.send(`421["${name}",{}]`).ended;
      await expectAlive();
    },
  );

  it.each(['error', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'x'.repeat(1_000)])(
    'S050 is an event that nobody knows: %j',
    async (name) => {
      const socket = await loggedIn();
      socket.send(`421["${name}",{}]`);
      expect(await socket.ack(1)).toMatchObject({ success: false, code: 'UNKNOWN_EVENT' });
    },
  );

  it('S050 is an event whose name is a number', async () => {
    const socket = await loggedIn();
    socket.send('421[5,{}]');
    expect(await socket.ack(1)).toMatchObject({ success: false, code: 'UNKNOWN_EVENT' });
  });

  it('S051 of one byte too many ends the connection with 1009', async () => {
    const largest = await loggedIn();
    largest.send(`421["no:such","${'x'.repeat(LIMITS.packetBytesMax - '421["no:such",""]'.length)}"]`);
    expect(await largest.ack(1)).toMatchObject({ code: 'UNKNOWN_EVENT' });
    largest.send('x'.repeat(LIMITS.packetBytesMax + 1));
    expect(await largest.ended).toEqual({ code: 1009 });
    await expectAlive();
  });

  it.each([
    ['lists', '['.repeat(30_000), ']'.repeat(30_000)],
    ['objects', '{"a":'.repeat(9_000), `1${'}'.repeat(9_000)}`],
  ])('S052 of %s nested thousands deep is refused without a walk', async (_case, head, tail) => {
    const socket = await loggedIn();
    for (const [id, event] of ['message:send', 'rooms:sync', 'presence:ping'].entries()) {
      socket.send(`42${String(id)}["${event}",{"rooms":${head}${tail}}]`);
      expect(await socket.ack(id)).toMatchObject({ success: false, code: 'VALIDATION' });
    }
  });
});

describe('attachments', () => {
  it.each([
    ['more than ten', '4511-["message:send",{"_placeholder":true,"num":0}]'],
    ['a thousand million', '451000000000-["message:send",{"_placeholder":true,"num":0}]'],
    ['a negative number', '45-1-["message:send",{"_placeholder":true,"num":0}]'],
    ['no number', '45x-["message:send",{}]'],
    ['a binary ack nobody waits for', '4611-[{"_placeholder":true,"num":0}]'],
  ])('S053 that are announced as %s end the connection', async (_case, packet) => {
    const socket = await loggedIn();
    await socket.send(packet, Buffer.from('x'), '427["presence:ping",{}]').ended;
    await expectAlive();
  });

  it.each([
    ['behind the last', '451-["message:send",{"_placeholder":true,"num":5}]'],
    ['in every list', '451-["message:send",{"_placeholder":true,"num":"__proto__"}]'],
    ['a fraction', '451-["message:send",{"_placeholder":true,"num":0.5}]'],
  ])('S053 with a place that is %s do no harm', async (_case, packet) => {
    const socket = await loggedIn();
    socket.send(packet, Buffer.from('x'), '427["presence:ping",{}]');
    await Promise.race([socket.ended, socket.ack(7)]);
    await expectAlive();
  });

  it('S053 that nobody announced, or in whose place a text comes, end the connection', async () => {
    await (await loggedIn()).send(Buffer.from('stray')).ended;
    const interrupted = await loggedIn();
    await interrupted.send('451-["message:send",{"_placeholder":true,"num":0}]', '421["presence:ping",{}]')
      .ended;
    await expectAlive();
  });

  it('S053 that never come end the connection after five seconds', async () => {
    const socket = await loggedIn();
    socket.send('451-["message:send",{"_placeholder":true,"num":0}]');
    await socket.ended;
  });

  it('S053 that come are no payload of ours', async () => {
    const socket = await loggedIn();
    socket.send('451-7["message:send",{"_placeholder":true,"num":0}]', Buffer.from('x'));
    expect(await socket.ack(7)).toMatchObject({ success: false, code: 'VALIDATION' });
  });
});

describe('acks', () => {
  it('S054 that nobody asked for change nothing', async () => {
    const socket = await loggedIn();
    socket.send('4399[]', '43999999999999999999999[{}]', '430[1]', '427["presence:ping",{}]');
    expect(await socket.ack(7)).toMatchObject({ success: true });
  });

  it('S055 may be missing, or be something else', async () => {
    const socket = await loggedIn();
    socket.send('42["presence:ping",{}]', '42["message:send"]', '42["message:send",{},"ack"]');
    socket.send('42["rooms:sync",null,null]', '427["presence:ping",{}]');
    expect(await socket.ack(7)).toMatchObject({ success: true });
  });
});

describe('frames', () => {
  const MASK = Buffer.from([1, 2, 3, 4]);
  const masked = (first: number, payload: Buffer) =>
    Buffer.concat([
      Buffer.from([first, 0x80 | payload.length]),
      MASK,
      Buffer.from(payload.map((byte, place) => byte ^ (MASK[place % 4] ?? 0))),
    ]);

  it.each<[string, Buffer, number]>([
    ['that are no UTF-8', masked(0x81, Buffer.from([0xc3, 0x28])), 1007],
    ['that are not masked', Buffer.from([0x81, 0x01, 0x33]), 1002],
    ['with reserved bits', masked(0xf1, Buffer.from('3')), 1002],
    ['of an unknown kind', masked(0x83, Buffer.from('3')), 1002],
    ['that continue nothing', masked(0x80, Buffer.from('3')), 1002],
    ['of control that are cut up', masked(0x09, Buffer.from('x')), 1002],
    [
      'of control that are too long',
      Buffer.concat([Buffer.from([0x89, 0xfe, 0, 126]), MASK, Buffer.alloc(126)]),
      1002,
    ],
    ['that close with a code that is none', masked(0x88, Buffer.from([0x03, 0xec])), 1002],
  ])('S059 %s end the connection', async (_case, bytes, code) => {
    const socket = await loggedIn();
    socket.write(bytes);
    expect((await socket.ended).code).toBe(code);
    await expectAlive();
  });

  it('S058 of one byte each, without an end, end the connection', async () => {
    const socket = await loggedIn();
    for (let sent = 0; sent <= LIMITS.packetBytesMax; sent += 1) socket.websocket.send('x', { fin: false });
    expect([1008, 1009]).toContain((await socket.ended).code);
    await expectAlive();
  });
});

describe('too much of it', () => {
  const token = async (name: string) => (await strict.people.logIn(name)).token;
  const connect = (auth: { token: string }, address = '192.0.2.1') =>
    openDevice(strict.url, auth, { extraHeaders: { 'x-forwarded-for': address } });
  const refusal = { data: { code: 'TOO_MANY_CONNECTIONS', retryable: true } };
  const gone = (device: Device) => {
    const isGone = new Promise((resolve) => device.socket.once('disconnect', resolve));
    device.close();
    return isGone;
  };
  /** Connects as soon as the server has noticed that a place is free. */
  const connectAtLast = async (auth: { token: string }, address?: string): Promise<Device> => {
    for (;;) {
      const device = await connect(auth, address).catch(() => undefined);
      if (device) return device;
    }
  };

  it('S061 one person has so many connections, and the next one is told so', async () => {
    const auth = { token: await token('alice') };
    const devices = await Promise.all(Array.from({ length: LIMIT }, () => connect(auth)));
    await expect(connect(auth, '192.0.2.99')).rejects.toMatchObject(refusal);
    const other = await connect({ token: await token('bob') });
    await gone(devices.pop() as Device);
    devices.push(await connectAtLast(auth));
    await expect(connect(auth)).rejects.toMatchObject(refusal);
    for (const device of [...devices, other]) device.close();
  });

  it('S061 however many come at once', async () => {
    const auth = { token: await token('carol') };
    const answers = await Promise.allSettled(
      Array.from({ length: 3 * LIMIT }, (_, n) => connect(auth, `198.51.100.${String(n)}`)),
    );
    const devices = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    expect(devices).toHaveLength(LIMIT);
    for (const device of devices) device.close();
  });

  it.each([
    ['an address', '203.0.113.1', '203.0.113.1', '203.0.113.2'],
    ['a network of IPv6', '2001:db8:1:1::1', '2001:db8:1:1::2', '2001:db8:1:2::1'],
  ])('S061 %s has so many connections, logged in or not', async (_case, first, again, elsewhere) => {
    const auth = { token: await token('dora') };
    const headers = { 'x-forwarded-for': first };
    const idle = await Promise.all(
      Array.from({ length: 2 * LIMIT }, () => kept(RawSocket.open(strict.url, { headers }))),
    );
    await expect(connect(auth, again)).rejects.toMatchObject(refusal);
    (await connect(auth, elsewhere)).close();
    for (const socket of idle) socket.close();
    (await connectAtLast(auth, again)).close();
  });

  it('S070 an address opens so many connections in a minute', async () => {
    const handshake = (address: string) =>
      request(calm.url).get('/socket.io/?EIO=4&transport=polling').set('x-forwarded-for', address);
    const answers = [];
    for (let n = 0; n < 12; n += 1) answers.push((await handshake('192.0.2.1')).status);
    expect(answers.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(answers.at(-1)).toBe(429);
    const refused = await handshake('192.0.2.1');
    expect(refused.get('retry-after')).toMatch(/^\d+$/);
    expect(JSON.parse(refused.text)).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    await handshake('192.0.2.2').expect(200);
    calm.clock.advance(60_000);
    await handshake('192.0.2.1').expect(200);
  });

  it('S054 S057 events beyond the allowance are refused, and whoever goes on is cut off', async () => {
    const bystander = await connect({ token: await token('erin') }, '192.0.2.7');
    const socket = await kept(RawSocket.logIn(strict.url, await token('finn')));
    for (let id = 0; id < 500; id += 1) socket.send(`42${String(id)}["presence:ping",{}]`);
    await socket.ended;
    const acks = socket.heard.filter((text) => text.startsWith('43'));
    const refused = acks.filter((text) => text.includes('"code":"TOO_MANY_REQUESTS"'));
    expect(acks.length - refused.length).toBeLessThanOrEqual(20 + 1);
    for (const text of refused) expect(text).toContain('"retryable":true');
    await bystander.settled();
    bystander.close();
  });

  it('S057 an event beyond the allowance succeeds later', async () => {
    const device = await connect({ token: await token('gina') }, '192.0.2.8');
    const answers = await Promise.all(Array.from({ length: 25 }, () => device.ask('presence:ping', {})));
    expect(answers.filter(({ success }) => success).length).toBeGreaterThanOrEqual(20);
    expect(answers.find(({ success }) => !success)).toMatchObject({
      code: 'TOO_MANY_REQUESTS',
      retryable: true,
    });
    strict.clock.advance(60_000);
    await device.tell('presence:ping', {});
    device.close();
  });

  it('S057 packets that are no events count too, before anybody has logged in', async () => {
    const socket = await kept(RawSocket.open(strict.url));
    await socket.send(...Array.from({ length: 200 }, () => '3')).ended;
    const poller = await request(strict.url).get('/socket.io/?EIO=4&transport=polling').expect(200);
    const { sid } = JSON.parse(poller.text.slice(1)) as { sid: string };
    const path = `/socket.io/?EIO=4&transport=polling&sid=${sid}`;
    await request(strict.url)
      .post(path)
      .type('text/plain')
      .send(Array.from({ length: 200 }, () => '3').join('\x1e'));
    await request(strict.url).post(path).type('text/plain').send('3').expect(400);
  });
});

describe('rooms', () => {
  it('S066 joined a hundred times are joined once', async () => {
    const { id: roomId } = await world.people.createRoom(alice);
    const device = await world.people.connect(alice);
    await Promise.all(Array.from({ length: 100 }, () => device.tell('room:join', { roomId })));
    await device.tell('message:send', { roomId, text: 'once', clientMsgId: 'joined-100' });
    await device.settled();
    expect(device.messages(roomId)).toHaveLength(1);
  });

  it.each<[string, unknown]>([
    ['no rooms', []],
    ['no list', {}],
    ['51 rooms', Array.from({ length: LIMITS.syncRoomsMax + 1 }, () => ({ roomId: UNKNOWN_ID }))],
    ['a negative seq', [{ roomId: UNKNOWN_ID, lastSeq: -1 }]],
    ['a huge seq', [{ roomId: UNKNOWN_ID, lastSeq: 1e300 }]],
    ['a fraction', [{ roomId: UNKNOWN_ID, lastSeq: 0.5 }]],
    ['a seq that is a text', [{ roomId: UNKNOWN_ID, lastSeq: '1' }]],
    ['a time that is none', [{ roomId: UNKNOWN_ID, lastSeenAt: 'tomorrow' }]],
    ['a time no calendar has', [{ roomId: UNKNOWN_ID, lastSeenAt: '2026-02-31T00:00:00Z' }]],
    ['a room that is no id', [{ roomId: '../../etc/passwd' }]],
  ])('S067 cannot be synced with %s', async (_case, rooms) => {
    expect(await honest.askAnything('rooms:sync', { rooms })).toMatchObject({
      success: false,
      code: 'VALIDATION',
    });
  });

  it('S067 are synced from the far future and under one name many times', async () => {
    const { id: roomId } = await world.people.createRoom(bob);
    const rooms = [
      { roomId, lastSeenAt: '9999-12-31T23:59:59.999Z' },
      ...Array.from({ length: LIMITS.syncRoomsMax - 1 }, () => ({
        roomId,
        lastSeq: Number.MAX_SAFE_INTEGER,
      })),
    ];
    const { results } = await honest.tell('rooms:sync', { rooms });
    for (const result of results) expect(result).toMatchObject({ roomId, headSeq: 0, messageCount: 0 });
  });
});

it('S069 a frame that is played again by somebody else has no effect of its own', async () => {
  const { people } = world;
  const { id: roomId } = await people.createRoom(alice);
  const frame = `421["message:send",${JSON.stringify({ roomId, text: 'mine', clientMsgId: 'captured-01' })}]`;
  const [first, second] = [await loggedIn(), await loggedIn()];
  const stored = await first.send(frame).ack(1);
  expect(stored).toMatchObject({ success: true, seq: 1 });
  expect(await second.send(frame).ack(1)).toMatchObject({ ...(stored as object), isDuplicate: true });
  const thief = await kept(RawSocket.logIn(world.url, bob.token));
  expect(await thief.send(frame).ack(1)).toMatchObject({ success: false, code: 'NOT_A_MEMBER' });
  expect(await callerWith(world.url, alice.token).get(`/api/rooms/${roomId}/messages`)).toHaveProperty(
    'body.length',
    1,
  );
});

describe('a server whose tables are broken', () => {
  const PAYLOADS = {
    'rooms:sync': { rooms: [{ roomId: UNKNOWN_ID, lastSeq: 0 }] },
    'room:join': { roomId: UNKNOWN_ID },
    'room:leave': { roomId: UNKNOWN_ID },
    'room:read': { roomId: UNKNOWN_ID, seq: 1 },
    'message:send': { roomId: UNKNOWN_ID, text: 'hello', clientMsgId: 'broken-0001' },
    'typing:update': { roomId: UNKNOWN_ID, isTyping: true },
    'presence:ping': { roomId: UNKNOWN_ID },
  } satisfies Record<ClientEvent, object>;

  it('S056 answers every event, tells nothing of the inside, and goes on', async () => {
    const { token } = await strict.people.logIn('hugo');
    strict.app.useLogger(false);
    const device = await openDevice(strict.url, { token });
    await strict.database.query('ALTER TABLE "RoomMembership" RENAME TO "Gone"');
    await strict.database.query('ALTER TABLE "Room" RENAME TO "GoneToo"');
    try {
      const answers = [];
      for (const [event, payload] of Object.entries(PAYLOADS))
        answers.push(await device.askAnything(event, payload));
      expect(answers).toContainEqual(expect.objectContaining({ success: false, code: 'INTERNAL' }));
      expect(JSON.stringify(answers)).not.toMatch(/relation|SELECT|Membership|\.ts|\.js|postgres/i);
    } finally {
      await strict.database.query('ALTER TABLE "Gone" RENAME TO "RoomMembership"');
      await strict.database.query('ALTER TABLE "GoneToo" RENAME TO "Room"');
    }
    strict.clock.advance(60_000);
    expect(await device.ask('room:join', PAYLOADS['room:join'])).toMatchObject({ code: 'ROOM_NOT_FOUND' });
    device.close();
  });
});

it('S068 there is nobody behind the address of the administration', async () => {
  for (const path of ['/admin', '/socket.io/admin', '/socket.io-admin', '/metrics', '/debug'])
    await request(world.url)
      .get(path)
      .expect((answer) => expect([400, 404]).toContain(answer.status));
  const socket = io(`${world.url}/admin`, { transports: ['websocket'], forceNew: true, reconnection: false });
  const refused = await new Promise<Error>((resolve) => socket.once('connect_error', resolve));
  expect(refused.message).toBe('Invalid namespace');
  socket.close();
});
