import { beforeAll, describe, it } from '@jest/globals';
import { JwtService, type JwtSignOptions } from '@nestjs/jwt';
import type { Session } from '@chatket/contract';
import request from 'supertest';
import { TEST_SECRET } from '../support/app.js';
import { encoded, HEADER, handSigned, inOneHour } from '../support/hand-signed.js';
import { loginRequests } from '../support/login.js';
import { callerWith, expectRefusal, UNKNOWN_ID } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const { world } = useWorld([]);

const { verifyCode, newCode } = loginRequests(() => world.url);

describe('an access token', () => {
  let session: Session;
  beforeAll(async () => {
    session = (await verifyCode({ username: 'tina', code: await newCode('tina') })).body as Session;
  });

  const sign = (claims: object, options: JwtSignOptions = {}) =>
    new JwtService().sign(claims, { secret: TEST_SECRET, algorithm: 'HS256', expiresIn: '1h', ...options });
  const claims = () => ({ sub: session.user.id, username: 'tina' });
  const rooms = (token: string) => callerWith(world.url, token).get('/api/rooms');

  it('opens every route when it is one of ours', async () => {
    await rooms(sign(claims())).expect(200);
  });

  it('is wanted by every route of rooms', async () => {
    for (const call of [
      request(world.url).get('/api/rooms'),
      request(world.url).post('/api/rooms').send({ name: 'Kitchen' }),
      request(world.url).post(`/api/rooms/${UNKNOWN_ID}/join`),
      request(world.url).delete(`/api/rooms/${UNKNOWN_ID}/membership`),
      request(world.url).get(`/api/rooms/${UNKNOWN_ID}/messages`),
    ]) {
      expectRefusal(await call, 'UNAUTHENTICATED');
    }
  });

  it.each<[string, () => string]>([
    ['is garbage', () => 'garbage'],
    ['is empty', () => ''],
    ['has three dots and nothing else', () => '..'],
    [
      'is signed with another secret',
      () => sign(claims(), { secret: 'another-secret-with-more-than-32-bytes' }),
    ],
    ['is signed with HS512', () => sign(claims(), { algorithm: 'HS512' })],
    ['is not signed', () => unsigned({ ...claims(), exp: inOneHour() })],
    ['was changed', () => changed(session.accessToken, { sub: UNKNOWN_ID })],
    ['says nobody', () => sign({ username: 'tina' })],
    ['says somebody who does not exist', () => sign({ sub: UNKNOWN_ID, username: 'tina' })],
    ['has a subject that is not an id', () => sign({ sub: 'tina', username: 'tina' })],
    ['has a subject that tries SQL', () => sign({ sub: `' OR 1=1 --`, username: 'tina' })],
    ['has a subject that is a list', () => handSigned(HEADER, { sub: [session.user.id], exp: inOneHour() })],
    ['never ends', () => handSigned(HEADER, { ...claims() })],
    ['ends at a time that is a text', () => handSigned(HEADER, { ...claims(), exp: '9999999999' })],
    ['is a signed list', () => handSigned(HEADER, [])],
  ])('is refused when it %s', async (_case, token) => {
    expectRefusal(await rooms(token()), 'UNAUTHENTICATED');
  });

  it('is refused in another scheme, in the query and in a cookie', async () => {
    const { accessToken } = session;
    expectRefusal(
      await request(world.url).get('/api/rooms').set('Authorization', `Basic ${accessToken}`),
      'UNAUTHENTICATED',
    );
    expectRefusal(
      await request(world.url).get('/api/rooms').set('Authorization', accessToken),
      'UNAUTHENTICATED',
    );
    expectRefusal(await request(world.url).get(`/api/rooms?access_token=${accessToken}`), 'UNAUTHENTICATED');
    expectRefusal(
      await request(world.url).get('/api/rooms').set('Cookie', `token=${accessToken}`),
      'UNAUTHENTICATED',
    );
  });

  it('is told apart when it has expired', async () => {
    expectRefusal(await rooms(sign(claims(), { expiresIn: '-1s' })), 'TOKEN_EXPIRED');
  });

  it('expires by the clock of the server', async () => {
    const week = 7 * 24 * 3600 * 1000;
    world.clock.advance(week);
    try {
      expectRefusal(await rooms(session.accessToken), 'TOKEN_EXPIRED');
    } finally {
      world.clock.advance(-week);
    }
    await rooms(session.accessToken).expect(200);
  });

  it('that was let in before is judged anew: by the clock, and by each of its bytes', async () => {
    const token = sign(claims(), { expiresIn: '2h' });
    await rooms(token).expect(200);
    await rooms(token).expect(200);
    expectRefusal(await rooms(changed(token, { sub: UNKNOWN_ID })), 'UNAUTHENTICATED');
    expectRefusal(await rooms(token.slice(0, -2)), 'UNAUTHENTICATED');
    world.clock.advance(2 * 3600 * 1000 + 1);
    try {
      expectRefusal(await rooms(token), 'TOKEN_EXPIRED');
    } finally {
      world.clock.advance(-2 * 3600 * 1000 - 1);
    }
  });
});

function unsigned(payload: unknown): string {
  return `${encoded({ ...HEADER, alg: 'none' })}.${encoded(payload)}.`;
}

function changed(token: string, claims: object): string {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const before = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  return [header, encoded({ ...before, ...claims }), signature].join('.');
}
