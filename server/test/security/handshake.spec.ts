import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import { serverUnderAttack } from '../support/server-under-attack.js';

const target = serverUnderAttack();
const { open, loggedIn, expectAlive } = target;

/** Opens a polling session as an honest page would. @returns its id */
async function pollingSession(): Promise<string> {
  const answer = await request(target.world.url).get('/socket.io/?EIO=4&transport=polling').expect(200);
  return (JSON.parse(answer.text.slice(1)) as { sid: string }).sid;
}

/** Whether an upgrade leads to a session. */
function upgrades(query: string, headers: Record<string, string>): Promise<boolean> {
  const websocket = new WebSocket(`${target.world.url.replace('http', 'ws')}/socket.io/?${query}`, {
    headers,
  });
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
    await request(target.world.url).post(path).set(origin).type('text/plain').send('40{}').expect(403);
    await request(target.world.url).get(path).set(origin).expect(403);
    await request(target.world.url).post(path).type('text/plain').send('40{}').expect(200);
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
      const connect = `40${JSON.stringify({ token: target.alice.token })}`;
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
    await request(target.world.url).get(`/socket.io/?${query}`).expect(400);
    expect(await upgrades(query.replace('polling', 'websocket'), {})).toBe(false);
  });

  it('S062 negotiates no compression', async () => {
    const socket = await open({ perMessageDeflate: true });
    expect(socket.websocket.extensions).toBe('');
  });
});

it('S068 there is nobody behind the address of the administration', async () => {
  for (const path of ['/admin', '/socket.io/admin', '/socket.io-admin', '/metrics', '/debug'])
    await request(target.world.url)
      .get(path)
      .expect((answer) => expect([400, 404]).toContain(answer.status));
  const socket = io(`${target.world.url}/admin`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  });
  const refused = await new Promise<Error>((resolve) => socket.once('connect_error', resolve));
  expect(refused.message).toBe('Invalid namespace');
  socket.close();
});
