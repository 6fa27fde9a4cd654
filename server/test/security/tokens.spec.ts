import { generateKeyPairSync, sign as signWith } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { openDevice } from '../support/device.js';
import { encoded, HEADER, handSigned, inOneHour } from '../support/hand-signed.js';
import { callerWith, expectRefusal } from '../support/rest.js';
import { RawSocket } from '../support/raw-websocket.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice],
} = useWorld(['alice']);

const IN_ONE_HOUR = inOneHour();
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const publicPem = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();

const claims = (more: object = {}) => ({ sub: alice.id, username: 'alice', exp: IN_ONE_HOUR, ...more });

/** Neither REST nor the socket lets it in. */
async function expectRefused(token: string): Promise<void> {
  expectRefusal(await callerWith(world.url, token).get('/api/rooms'), 'UNAUTHENTICATED');
  await expect(openDevice(world.url, { token })).rejects.toMatchObject({
    data: { code: 'UNAUTHENTICATED', retryable: false },
  });
}

describe('a token', () => {
  it('S021 that we have signed is let in: what follows is refused for its fault alone', async () => {
    const token = handSigned(HEADER, claims());
    await callerWith(world.url, token).get('/api/rooms').expect(200);
    (await openDevice(world.url, { token })).close();
  });

  it.each(['none', 'None', 'NONE', 'nOnE', '', 'HS256 '])(
    'S021 of the algorithm %j is refused',
    async (alg) => {
      const content = `${encoded({ alg, typ: 'JWT' })}.${encoded(claims())}`;
      await expectRefused(`${content}.`);
      await expectRefused(handSigned({ alg, typ: 'JWT' }, claims()));
    },
  );

  it.each<[string, () => string]>([
    ['HS384', () => handSigned({ ...HEADER, alg: 'HS384' }, claims(), { hash: 'sha384' })],
    ['HS512', () => handSigned({ ...HEADER, alg: 'HS512' }, claims(), { hash: 'sha512' })],
    ['RS256, signed with a key of one’s own', () => signedBy('RS256', rsa.privateKey)],
    ['ES256, signed with a key of one’s own', () => signedBy('ES256', ec.privateKey)],
    ['HS256, signed with a public key', () => handSigned(HEADER, claims(), { secret: publicPem })],
    ['HS256, signed with nothing', () => handSigned(HEADER, claims(), { secret: '' })],
  ])('S022 of another algorithm or key is refused: %s', async (_case, token) => {
    await expectRefused(token());
  });

  it('S023 cannot say where its key is to be found', async () => {
    let asked = 0;
    const stranger = createServer((_request, response) => {
      asked += 1;
      response.end(JSON.stringify({ keys: [rsa.publicKey.export({ format: 'jwk' })] }));
    }).listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const url = `http://127.0.0.1:${String((stranger.address() as AddressInfo).port)}/keys`;
    const hints = [
      { jku: url },
      { x5u: url },
      { jwk: rsa.publicKey.export({ format: 'jwk' }) },
      { kid: '../../../../dev/null' },
      { kid: `' UNION SELECT '' --` },
      { kid: url, crit: ['kid'] },
    ];
    for (const hint of hints) {
      await expectRefused(signedBy('RS256', rsa.privateKey, hint));
      await expectRefused(handSigned({ ...HEADER, ...hint }, claims(), { secret: '' }));
    }
    expect(asked).toBe(0);
    stranger.close();
  });

  it.each<[string, () => object]>([
    ['begins in an hour', () => claims({ nbf: IN_ONE_HOUR })],
    ['never ends', () => ({ sub: alice.id, username: 'alice' })],
    ['ends at a text', () => claims({ exp: '9999999999' })],
    ['ends at the end of all numbers', () => claims({ exp: 1e308 })],
    ['ends at nothing', () => claims({ exp: null })],
    ['ends at a list', () => claims({ exp: [IN_ONE_HOUR] })],
    ['ended before time began', () => claims({ exp: -1, nbf: -2, iat: 'x' })],
  ])('S024 that %s is refused', async (_case, payload) => {
    const token = handSigned(HEADER, payload());
    const answer = await callerWith(world.url, token).get('/api/rooms');
    expect(answer.status).toBe(401);
    await expect(openDevice(world.url, { token })).rejects.toMatchObject({ data: { retryable: false } });
  });

  it('S026 of which any one bit was changed is refused', async () => {
    const token = handSigned(HEADER, claims());
    const signature = Buffer.from(token.split('.')[2] ?? '', 'base64url');
    for (let bit = 0; bit < signature.length * 8; bit += 17) {
      const flipped = Buffer.from(signature);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const changed = `${token.slice(0, token.lastIndexOf('.') + 1)}${flipped.toString('base64url')}`;
      expectRefusal(await callerWith(world.url, changed).get('/api/rooms'), 'UNAUTHENTICATED');
    }
  });

  it.each<[string, (token: string) => string]>([
    ['without its signature', (token) => token.slice(0, token.lastIndexOf('.') + 1)],
    ['with half its signature', (token) => token.slice(0, -20)],
    ['with a dot behind', (token) => `${token}.`],
    ['in four parts', (token) => `${token}.${token.split('.')[1] ?? ''}`],
    ['with a header that is no JSON', (token) => token.replace(/^[^.]+/, encoded('{"alg":'))],
    ['with another payload', (token) => token.replace(/\.[^.]+\./, `.${encoded(claims({ sub: 'x' }))}.`)],
    ['without anything between the dots', () => '..'],
  ])('S026 %s is refused', async (_case, change) => {
    await expectRefused(change(handSigned(HEADER, claims())));
  });

  it('S026 that says the same thing twice means the last, and is checked by it', async () => {
    const payload = `{"sub":"${alice.id}","sub":"somebody","exp":${String(IN_ONE_HOUR)}}`;
    await expectRefused(handSigned(HEADER, payload));
  });

  it('S026 that is nested deeply or very long is refused', async () => {
    const deep = `{"sub":${'['.repeat(5_000)}${']'.repeat(5_000)},"exp":${String(IN_ONE_HOUR)}}`;
    await expectRefused(handSigned(HEADER, deep));
    const long = handSigned(HEADER, claims({ padding: 'x'.repeat(100_000) }));
    await request(world.url).get('/api/rooms').set('Authorization', `Bearer ${long}`).expect(431);
    const socket = await RawSocket.open(world.url);
    await socket.send(`40${JSON.stringify({ token: long })}`).ended;
    await request(world.url).get('/health').expect(200);
  });
});

it('S035 a token in the address of the socket is not looked at', async () => {
  for (const name of ['token', 'access_token', 'auth', 'authorization']) {
    const opening = openDevice(world.url, {}, { query: { [name]: alice.token } });
    await expect(opening).rejects.toMatchObject({ data: { code: 'UNAUTHENTICATED' } });
  }
  const inHeader = openDevice(world.url, {}, { extraHeaders: { authorization: `Bearer ${alice.token}` } });
  await expect(inHeader).rejects.toMatchObject({ data: { code: 'UNAUTHENTICATED' } });
});

function signedBy(alg: 'RS256' | 'ES256', key: typeof rsa.privateKey, hint: object = {}): string {
  const content = `${encoded({ alg, typ: 'JWT', ...hint })}.${encoded(claims())}`;
  const signature = signWith('sha256', Buffer.from(content), { key, dsaEncoding: 'ieee-p1363' });
  return `${content}.${signature.toString('base64url')}`;
}
