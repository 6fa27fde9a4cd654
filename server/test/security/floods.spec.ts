import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { startApp, type TestApp } from '../support/app.js';
import { type Device, openDevice } from '../support/device.js';
import { RawSocket } from '../support/raw-websocket.js';
import { closingBehindTests } from '../support/server-under-attack.js';

const LIMIT = 5;

let strict: TestApp;
let calm: TestApp;

beforeAll(async () => {
  strict = await startApp({
    CONNECTIONS_PER_USER: String(LIMIT),
    CONNECTIONS_PER_IP: String(2 * LIMIT),
    PACKETS_AT_ONCE: '20',
    PACKETS_PER_SECOND: '1',
    TRUST_PROXY: 'loopback',
  });
  calm = await startApp({ HANDSHAKES_PER_IP: '10', TRUST_PROXY: 'loopback' });
});
afterAll(async () => {
  await strict.close();
  await calm.close();
});

const kept = closingBehindTests();

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
    const answers: number[] = [];
    const refused = await calm.clock.standing(async () => {
      for (let n = 0; n < 12; n += 1) answers.push((await handshake('192.0.2.1')).status);
      return handshake('192.0.2.1');
    });
    expect(answers.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(answers.at(-1)).toBe(429);
    expect(refused.get('retry-after')).toMatch(/^\d+$/);
    expect(JSON.parse(refused.text)).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    await handshake('192.0.2.2').expect(200);
    calm.clock.advance(60_000);
    await handshake('192.0.2.1').expect(200);
  });

  it('S054 S057 events beyond the allowance are refused, and whoever goes on is cut off', async () => {
    const bystander = await connect({ token: await token('erin') }, '192.0.2.7');
    const socket = await kept(RawSocket.logIn(strict.url, await token('finn')));
    const began = performance.now();
    for (let id = 0; id < 500; id += 1) socket.send(`42${String(id)}["presence:ping",{}]`);
    await socket.ended;
    const acks = socket.heard.filter((text) => text.startsWith('43'));
    const refused = acks.filter((text) => text.includes('"code":"TOO_MANY_REQUESTS"'));
    // Twenty at once, and one a second for as long as it has taken.
    const seconds = Math.ceil((performance.now() - began) / 1_000);
    expect(acks.length - refused.length).toBeLessThanOrEqual(20 + seconds);
    for (const text of refused) expect(text).toContain('"retryable":true');
    await bystander.settled();
    bystander.close();
  });

  it('S057 an event beyond the allowance succeeds later', async () => {
    const device = await connect({ token: await token('gina') }, '192.0.2.8');
    // Within a moment, whatever the machine does meanwhile.
    const answers = await strict.clock.standing(() =>
      Promise.all(Array.from({ length: 25 }, () => device.ask('presence:ping', {}))),
    );
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
