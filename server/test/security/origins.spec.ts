import { afterAll, beforeAll, expect, it } from '@jest/globals';
import request, { type Response } from 'supertest';
import { startApp, type TestApp } from '../support/app.js';

const NAMED = 'https://client.example';
let world: TestApp;
beforeAll(async () => {
  world = await startApp({ ALLOWED_ORIGINS: NAMED });
});
afterAll(() => world.close());

const preflight = (origin: string, path: string, method: string): Promise<Response> =>
  request(world.url).options(path).set({
    origin,
    'access-control-request-method': method,
    'access-control-request-headers': 'authorization,content-type',
  });
const allowed = ({ headers }: Response): unknown =>
  (headers as Record<string, unknown>)['access-control-allow-origin'];

it.each([
  ['/api/auth/request-code', 'POST'],
  ['/api/rooms', 'GET'],
  ['/api/me', 'PATCH'],
  ['/api/messages/01890000-0000-7000-8000-000000000000', 'DELETE'],
])(
  'S019 a page of an origin that is named may call %s with %s, and without cookies',
  async (path, method) => {
    const answer = await preflight(NAMED, path, method);
    expect(answer.status).toBe(204);
    expect(allowed(answer)).toBe(NAMED);
    const { headers } = answer as { headers: Record<string, string> };
    expect(headers['access-control-allow-methods']?.split(',')).toContain(method);
    expect(headers['access-control-allow-headers']).toBe('authorization,content-type');
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
  },
);

it('S019 it logs in, asks, and can read why it is refused', async () => {
  const client = request(world.url);
  const asked = { username: 'clara' };
  const told = await client.post('/api/auth/request-code').set('origin', NAMED).send(asked).expect(201);
  const { code } = told.body as { code: string };
  const login = await client
    .post('/api/auth/verify-code')
    .set('origin', NAMED)
    .send({ ...asked, code })
    .expect(201);
  const { accessToken } = login.body as { accessToken: string };
  const rooms = client.get('/api/rooms').set('origin', NAMED).auth(accessToken, { type: 'bearer' });
  expect(allowed(await rooms.expect(200))).toBe(NAMED);
  expect(allowed(await client.get('/api/rooms').set('origin', NAMED).expect(401))).toBe(NAMED);
});

it('S019 a page of any other origin may not, whatever it looks like', async () => {
  const others = ['https://evil.example', `${NAMED}.evil.example`, 'http://client.example', 'null'];
  for (const origin of others) {
    expect(allowed(await preflight(origin, '/api/rooms', 'GET'))).toBeUndefined();
    const answer = await request(world.url).get('/api/rooms').set('origin', origin).expect(401);
    expect(allowed(answer)).toBeUndefined();
    expect((answer.headers as Record<string, string>).vary).toContain('Origin');
  }
});
