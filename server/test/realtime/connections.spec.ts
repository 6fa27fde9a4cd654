import { describe, expect, it } from '@jest/globals';
import { JwtService } from '@nestjs/jwt';
import { type ClientEvent, LIMITS } from '@chatket/contract';
import request from 'supertest';
import { Dispatcher } from '../../src/realtime/index.js';
import { type Device, openDevice } from '../support/device.js';
import { putOut } from '../support/living.js';
import { TEST_SECRET } from '../../../rig/tokens.mjs';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice],
} = useWorld(['alice'], { ALLOWED_ORIGINS: 'https://friend.example', RATE_LIMIT_MESSAGES: '1000' });

const sign = (claims: object, options: object = {}) =>
  new JwtService({ secret: TEST_SECRET }).signAsync(claims, {
    algorithm: 'HS256',
    expiresIn: '1h',
    ...options,
  });

describe('the handshake', () => {
  it.each([
    ['no token', {}, 'UNAUTHENTICATED'],
    ['garbage', { token: 'garbage' }, 'UNAUTHENTICATED'],
    ['a token that is not a text', { token: { $ne: null } }, 'UNAUTHENTICATED'],
  ])('with %s is refused', async (_name, auth, code) => {
    await expect(openDevice(world.url, auth)).rejects.toMatchObject({ data: { code, retryable: false } });
  });

  it('with a token of another secret, algorithm or person is refused', async () => {
    const foreign = new JwtService({ secret: 'another secret that is also long enough!' });
    const claims = { sub: alice.id, username: 'alice' };
    const tokens = [
      await foreign.signAsync(claims, { expiresIn: '1h' }),
      await sign(claims, { algorithm: 'HS512' }),
      await sign({ ...claims, sub: crypto.randomUUID() }),
      await sign({ ...claims, sub: "' OR 1=1" }),
    ];
    for (const token of tokens) {
      await expect(openDevice(world.url, { token })).rejects.toMatchObject({
        data: { code: 'UNAUTHENTICATED' },
      });
    }
  });

  it('with an expired token says so', async () => {
    const token = await sign({ sub: alice.id, username: 'alice' }, { expiresIn: '-1s' });
    await expect(openDevice(world.url, { token })).rejects.toMatchObject({ data: { code: 'TOKEN_EXPIRED' } });
  });

  it.each([
    ['http://evil.example', false],
    ['null', false],
    ['https://friend.example', true],
  ])('S041 from the origin %s is let in: %s', async (origin, isLetIn) => {
    for (const transports of [['websocket'], ['polling']]) {
      const opening = openDevice(world.url, { token: alice.token }, { transports, extraHeaders: { origin } });
      if (isLetIn) (await opening).close();
      else await expect(opening).rejects.toThrow();
    }
  });

  it('from the own origin is let in', async () => {
    const device = await openDevice(
      world.url,
      { token: alice.token },
      { extraHeaders: { origin: world.url } },
    );
    device.close();
  });
});

describe('a token that expires while connected', () => {
  /** A device whose token is obeyed, and not for long: on a machine that stands still it may have come too late. */
  async function openedShortly(): Promise<{ device: Device; token: string }> {
    for (;;) {
      const token = await sign({ sub: alice.id, username: 'alice' }, { expiresIn: '2s' });
      const device = await openDevice(world.url, { token }).catch(() => undefined);
      if (!device) continue;
      const isObeyed = device.ask('presence:ping', {}).then(
        ({ success }) => success,
        () => false,
      );
      if (await Promise.race([isObeyed, putOut(device).then(() => false)])) return { device, token };
      device.close();
    }
  }

  it('S032 ends the connection with a word, and REST refuses it too', async () => {
    const { device, token } = await openedShortly();
    expect(Date.parse((await device.next('auth:expired')).expiredAt)).toBeLessThanOrEqual(Date.now());
    expect(await putOut(device)).toBe('io server disconnect');
    const answer = await request(world.url).get('/api/rooms').auth(token, { type: 'bearer' });
    expect(answer.body).toMatchObject({ statusCode: 401, code: 'TOKEN_EXPIRED' });
  });

  it('S032 is not obeyed once its time has passed, even before the disconnect', async () => {
    const device = await world.people.connect(alice);
    world.clock.advance(8 * 24 * 3600 * 1000);
    try {
      expect(await device.refused('presence:ping', {})).toMatchObject({ code: 'TOKEN_EXPIRED' });
    } finally {
      world.clock.advance(-8 * 24 * 3600 * 1000);
    }
  });
});

describe('the door', () => {
  it('knows every event of the contract', () => {
    const events: Record<ClientEvent, true> = {
      'rooms:sync': true,
      'room:join': true,
      'room:leave': true,
      'room:read': true,
      'rooms:read': true,
      'room:unread': true,
      'room:receipts': true,
      'room:page': true,
      'message:send': true,
      'message:edit': true,
      'message:hide': true,
      'message:show': true,
      'message:delete': true,
      'message:react': true,
      'message:pin': true,
      'message:forward': true,
      'thread:read': true,
      'thread:follow': true,
      'draft:save': true,
      'poll:create': true,
      'poll:vote': true,
      'poll:end': true,
      'file:describe': true,
      'preview:show': true,
      'reaction:add': true,
      'reaction:remove': true,
      'typing:update': true,
      'presence:ping': true,
      'presence:look': true,
      'dm:send': true,
      'dm:typing': true,
      'auth:refresh': true,
    };
    expect(world.app.get(Dispatcher).events.sort()).toEqual(Object.keys(events).sort());
  });

  it('answers events it does not know, and whatever else it is sent', async () => {
    const device = await world.people.connect(alice);
    expect(await device.askAnything('no:such', {})).toMatchObject({
      success: false,
      code: 'UNKNOWN_EVENT',
      retryable: false,
    });
    const strange = [
      [],
      [null],
      ['text'],
      [5],
      [[]],
      [{}, {}],
      [Buffer.from('x')],
      [{ roomId: { $gt: '' } }],
      [{ roomId: Buffer.from('x') }],
      [JSON.parse('{"__proto__":{"x":1},"constructor":{"prototype":{}}}')],
      [{ a: { b: { c: { d: { e: { f: { g: 1 } } } } } } }],
    ];
    for (const event of [
      'message:send',
      'rooms:sync',
      'room:join',
      'room:leave',
      'room:read',
      'rooms:read',
      'room:unread',
      'room:page',
      'typing:update',
    ]) {
      for (const args of strange) {
        const ack = await device.askAnything(event, ...args);
        expect(ack).toMatchObject({ success: false, code: 'VALIDATION', traceId: expect.any(String) });
      }
    }
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  it('survives events without an ack and acks that are no functions', async () => {
    const device = await world.people.connect(alice);
    device.socket.emit('message:send');
    device.socket.emit('message:send', { roomId: 1 }, 'ack');
    device.socket.emit('no:such', 1, 2, 3);
    device.socket.emit('rooms:sync', { rooms: [{ roomId: crypto.randomUUID() }] });
    await device.settled();
  });

  it('cuts a connection that sends more than a packet may hold, and only that one', async () => {
    const [good, bad] = await Promise.all([world.people.connect(alice), world.people.connect(alice)]);
    const cut = new Promise((resolve) => bad.socket.once('disconnect', resolve));
    bad.socket.emit('message:send', { text: 'x'.repeat(LIMITS.packetBytesMax + 1) });
    await cut;
    await good.settled();
  });

  it.each([true, false])(
    'brings the same to every transport, whatever is upgraded meanwhile (batch: %p)',
    async (batch) => {
      const { id: roomId } = await world.people.createRoom(alice);
      const auth = { token: alice.token, batch };
      const ways = [['websocket'], ['polling'], ['polling', 'websocket']];
      const writer = await world.people.connect(alice);
      await writer.tell('room:join', { roomId });
      const sizes = [1, 120, 200, 240];
      const texts = Array.from(
        { length: 90 },
        (_, index) => `${String(index)} ${'ü😀'.repeat(sizes[index % 4] ?? 1)}`,
      );
      const send = (text: string, index: number) =>
        writer.tell('message:send', {
          roomId,
          text,
          clientMsgId: `way-${String(batch)}-${String(index)}`,
        });
      const writing = Promise.all(texts.map(send));
      const devices = await Promise.all(
        ways.map(async (transports) => {
          const device = await openDevice(world.url, auth, { transports });
          await device.tell('room:join', { roomId, lastSeq: 0 });
          return device;
        }),
      );
      await writing;
      const heard = await Promise.all(devices.map((device) => device.untilMessages(roomId, texts.length)));
      for (const device of devices) device.close();
      for (const messages of heard) {
        expect(messages.map(({ seq }) => seq)).toEqual(texts.map((_, index) => index + 1));
        expect(messages).toEqual(heard[0]);
      }
    },
  );

  it('serves polling too', async () => {
    const device = await openDevice(
      world.url,
      { token: alice.token, batch: true },
      { transports: ['polling'] },
    );
    await device.tell('presence:ping', {});
    device.close();
  });

  it('S064 does not hand out the client library', async () => {
    const answer = await request(world.url).get('/socket.io/socket.io.js');
    expect(answer.status).toBe(400);
  });
});
