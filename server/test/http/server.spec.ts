import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RestError } from '@chatket/contract';
import request from 'supertest';
import { startApp, type TestApp } from '../support/app.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, guests, UNKNOWN_ID, UUID } from '../support/rest.js';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

let world: TestApp;
let alice: Person;
beforeAll(async () => {
  world = await startApp();
  alice = (await guests(world, 1))[0] as Person;
});
afterAll(() => world.close());

describe('health', () => {
  it.each(['/health', '/api/health'])('is told at %s', async (path) => {
    const response = await request(world.url).get(path).expect(200);
    expect(response.body).toEqual({
      status: 'ok',
      database: 'up',
      log: 'up',
      redis: 'off',
      draining: false,
      uptimeSeconds: expect.any(Number),
      version,
    });
  });

  it.each(['/health/live', '/api/health/live'])('says at %s that the process answers', async (path) => {
    expect((await request(world.url).get(path).expect(200)).body).toEqual({ status: 'ok' });
  });

  it('is told to probes that want no body', async () => {
    const response = await request(world.url).head('/health').expect(200);
    expect(response.body).toEqual({});
  });
});

describe('the public configuration', () => {
  it('tells what a client has to know before anybody has logged in, and no more', async () => {
    const response = await request(world.url).get('/api/config').expect(200);
    expect(response.body).toEqual({
      version,
      codeDelivery: 'response',
      mail: false,
      authMethods: ['code', 'passkey'],
      demo: true,
      guestLinks: true,
      registration: 'open',
      messageTextMax: 4_000,
      fileSizeMax: 100 * 1024 * 1024,
      roomRateMax: 60,
      rate: expect.objectContaining({ windowSeconds: 10, muteSeconds: 30 }) as unknown,
    });
  });
});

describe('a failing answer', () => {
  const post = (body: string | Buffer, headers: Record<string, string> = {}) =>
    raw('/api/auth/request-code', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });

  it.each([
    '/api/unknown',
    '/api',
    '/api/',
    '/nowhere',
    '/api/rooms/x/y/z',
    '//api/rooms',
    '/API/nothing',
    '/.env',
    '/..%2f..%2fetc%2fpasswd',
  ])('S087 says that there is nothing at %s', async (path) => {
    expectRefusal(await request(world.url).get(path), 'NOT_FOUND');
  });

  it.each(['put', 'patch', 'delete', 'options', 'post'] as const)(
    'says that nobody answers %s /api/config',
    async (method) => {
      expectRefusal(await request(world.url)[method]('/api/config'), 'NOT_FOUND');
    },
  );

  it.each(['{"username":', '{username:1}', '{"username":"alice"', '\0', "{'username':'alice'}"])(
    'says that the body is not JSON: %j',
    async (body) => {
      expect(await post(body)).toMatchObject({
        status: 400,
        body: { code: 'VALIDATION', traceId: expect.stringMatching(UUID) },
      });
    },
  );

  it('S088 says that a body of more than 64 KB is too large, however it is sent', async () => {
    const tooLarge = JSON.stringify({ username: 'a'.repeat(65_536) });
    const refusal = {
      status: 413,
      body: { code: 'PAYLOAD_TOO_LARGE', statusCode: 413, traceId: expect.stringMatching(UUID) },
    };
    expect(await post(tooLarge)).toMatchObject(refusal);
    expect(await post(tooLarge, { 'transfer-encoding': 'chunked' })).toMatchObject(refusal);
  });

  it('is about the content of a body of exactly 64 KB', async () => {
    const body = JSON.stringify({ username: 'a'.repeat(65_536 - '{"username":""}'.length) });
    expect(Buffer.byteLength(body)).toBe(65_536);
    expect(await post(body)).toMatchObject({ status: 400, body: { fields: [{ field: 'username' }] } });
  });

  it.each<[string, Record<string, string>]>([
    ['an unknown encoding', { 'content-encoding': 'foo' }],
    ['gzip that is none', { 'content-encoding': 'gzip' }],
    ['an unknown charset', { 'content-type': 'application/json; charset=foo' }],
    ['another type', { 'content-type': 'text/plain' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a type that is none', { 'content-type': ';;;' }],
  ])('S084 blames the request for a body in %s', async (_case, headers) => {
    const { status, body } = await post('{"username":"alice"}', headers);
    expect(status === 201 ? { code: 'VALIDATION' } : body).toMatchObject({ code: 'VALIDATION' });
  });

  it.each([
    '/%',
    '/api/rooms/%E0%A4%A/join',
    '/api/%00',
    '/%2e%2e/%2e%2e',
    '/api/rooms?limit=%',
    '/?%',
    '/api/rooms/%2F/messages',
  ])('is never our fault, whatever the address: %s', async (path) => {
    const { status, body } = await raw(path, {
      method: 'GET',
      headers: { authorization: `Bearer ${alice.token}` },
    });
    expect(status).toBeLessThan(500);
    if (status >= 400)
      expect(body).toMatchObject({ statusCode: status, traceId: expect.stringMatching(UUID) });
  });

  it('has a trace id of its own', async () => {
    const ids = new Set<string>();
    for (let count = 0; count < 3; count += 1) {
      const response = await request(world.url)
        .get('/api/unknown')
        .set('X-Request-Id', 'mine')
        .set('traceparent', 'mine');
      ids.add((response.body as RestError).traceId);
    }
    expect(ids.size).toBe(3);
    expect(ids).not.toContain('mine');
  });
});

describe('every answer', () => {
  it.each<[string, () => request.Test]>([
    ['health', () => request(world.url).get('/health')],
    ['a list', () => callerWith(world.url, alice.token).get('/api/rooms')],
    ['a missing login', () => request(world.url).get('/api/rooms')],
    ['a missing address', () => request(world.url).get('/nowhere')],
    ['a missing room', () => callerWith(world.url, alice.token).get(`/api/rooms/${UNKNOWN_ID}/messages`)],
    ['broken JSON for nobody', () => request(world.url).post('/nowhere').type('json').send('{')],
    ['broken JSON', () => request(world.url).post('/api/rooms').type('json').send('{')],
    [
      'a body that is too large',
      () =>
        request(world.url)
          .post('/api/rooms')
          .send({ name: 'n'.repeat(70_000) }),
    ],
    [
      'an address that cannot be decoded',
      () => callerWith(world.url, alice.token).get('/api/rooms/%zz/messages'),
    ],
    ['the documentation', () => request(world.url).get('/docs/')],
    ['the documentation as JSON', () => request(world.url).get('/docs-json')],
  ])('S132 carries the security headers: %s', async (_case, call) => {
    const { headers } = (await call()) as unknown as { headers: Record<string, string> };
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("script-src 'self';");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe-eval');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
    });
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('allows inline styles to nobody but the documentation', async () => {
    const policyOf = async (path: string) =>
      (await request(world.url).get(path)).get('Content-Security-Policy');
    expect(await policyOf('/docs/')).toContain("style-src 'self' 'unsafe-inline'");
    expect(await policyOf('/docsomething')).not.toContain('unsafe-inline');
    expect(await policyOf('/api/config')).not.toContain('unsafe-inline');
  });
});

interface RawRequest {
  method: string;
  headers: Record<string, string>;
  body?: string | Buffer;
}

/** A request that nothing on our side rewrites or encodes. */
function raw(
  path: string,
  { method, headers, body }: RawRequest,
): Promise<{ status: number; body: unknown }> {
  const { hostname, port } = new URL(world.url);
  return new Promise((resolve, reject) => {
    const call = httpRequest({ hostname, port, path, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          body: text === '' ? undefined : (JSON.parse(text) as unknown),
        });
      });
    });
    call.on('error', reject).end(body);
  });
}
