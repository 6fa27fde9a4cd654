import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { startApp, type TestApp } from '../support/app.js';
import { expectRefusal } from '../support/rest.js';

const INDEX = '<!doctype html><title>ChatKet</title>';
const SCRIPT = `export const big = '${'x'.repeat(4096)}';`;
const dir = mkdtempSync(join(tmpdir(), 'chatket-client-'));

let world: TestApp;
beforeAll(async () => {
  mkdirSync(join(dir, 'client', 'assets'), { recursive: true });
  writeFileSync(join(dir, 'secret.txt'), 'outside of the client');
  writeFileSync(join(dir, 'client', 'index.html'), INDEX);
  writeFileSync(join(dir, 'client', '.env'), 'JWT_SECRET=hidden');
  writeFileSync(join(dir, 'client', 'favicon.svg'), '<svg/>');
  writeFileSync(join(dir, 'client', 'assets', 'app-1a2b3c.js'), SCRIPT);
  writeFileSync(join(dir, 'client', 'assets', 'app-1a2b3c.js.gz'), gzipSync(SCRIPT));
  world = await startApp({ CLIENT_DIR: join(dir, 'client') });
});
afterAll(async () => {
  await world.close();
  rmSync(dir, { recursive: true });
});

describe('the web client', () => {
  it.each([
    '/',
    '/index.html',
    '/rooms/xyz',
    '/rooms/0193f1d2-5b0a-7c11-8a4e-2f9d6c1b7e30',
    '/login',
    '/?room=1',
    '/apiary',
    '/docking',
  ])('is the page at %s and is asked for anew every time', async (path) => {
    const response = await request(world.url)
      .get(path)
      .expect(200)
      .expect('Content-Type', /^text\/html/);
    expect(response.text).toBe(INDEX);
    expect(response.get('Cache-Control')).toBe('no-cache');
    expect(response.get('Content-Security-Policy')).toContain("script-src 'self';");
  });

  it('below a path, where nothing it asks for would be found, is a sentence instead', async () => {
    const below = (prefix: string, path = '/') =>
      request(world.url).get(path).set('X-Forwarded-Prefix', prefix);
    for (const path of ['/', '/rooms/xyz', '/index.html'])
      expect(expectRefusal(await below('/chat', path), 'NOT_FOUND').message).toContain('root of a host name');
    await below('/chat', '/api/config').expect(200);
    await below('/').expect(200);
    await below('').expect(200);
  });

  it('is not sent again to whoever has it', async () => {
    const { headers } = await request(world.url).get('/').expect(200);
    await request(world.url)
      .get('/')
      .set('If-None-Match', (headers as Record<string, string>).etag ?? '')
      .expect(304);
  });

  it('keeps what its name says the content of for ever', async () => {
    const response = await request(world.url)
      .get('/assets/app-1a2b3c.js')
      .expect(200)
      .expect('Content-Type', /javascript/);
    expect(response.text).toBe(SCRIPT);
    expect(response.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
    expect(response.get('X-Content-Type-Options')).toBe('nosniff');
  });

  it('sends what is compressed already to browsers that take it', async () => {
    const zipped = await request(world.url)
      .get('/assets/app-1a2b3c.js')
      .set('Accept-Encoding', 'gzip')
      .expect(200);
    expect(zipped.get('Content-Encoding')).toBe('gzip');
    expect(zipped.text).toBe(SCRIPT);
    const plain = await request(world.url)
      .get('/assets/app-1a2b3c.js')
      .set('Accept-Encoding', 'identity')
      .expect(200);
    expect(plain.get('Content-Encoding')).toBeUndefined();
  });

  it('does not keep other files for ever', async () => {
    const response = await request(world.url).get('/favicon.svg').expect(200);
    expect(response.get('Cache-Control')).toBe('no-cache');
  });

  it.each([
    '/api/unknown',
    '/api',
    '/api/',
    '/assets/x.js',
    '/assets/',
    '/assets/nested/x.js',
    '/missing.png',
    '/docs/missing.js',
    '/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/health/deeper.txt',
  ])('is not the page at %s', async (path) => {
    expectRefusal(await request(world.url).get(path), 'NOT_FOUND');
  });

  it.each([
    '/.env',
    '/..%2fsecret.txt',
    '/../secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/index.html/../../secret.txt',
    '//secret.txt',
  ])('shows nothing that is not part of it: %s', async (path) => {
    const { text } = await request(world.url).get(path);
    expect(text).not.toContain('outside');
    expect(text).not.toContain('hidden');
  });

  it.each(['post', 'put', 'delete', 'patch'] as const)('is not what %s / asks for', async (method) => {
    expectRefusal(await request(world.url)[method]('/'), 'NOT_FOUND');
    expectRefusal(await request(world.url)[method]('/rooms/xyz'), 'NOT_FOUND');
  });

  it('leaves the rest of the server where it is', async () => {
    await request(world.url).get('/health').expect(200).expect('Content-Type', /json/);
    await request(world.url).get('/api/config').expect(200).expect('Content-Type', /json/);
    expect((await request(world.url).get('/docs/').expect(200)).text).toContain('swagger');
    await request(world.url).get('/docs-json').expect(200).expect('Content-Type', /json/);
    await request(world.url)
      .get('/socket.io/?EIO=4&transport=polling')
      .expect(200)
      .expect(/^0\{"sid"/);
  });

  it.each(['/%', '/%E0%A4%A', '/%00', '/rooms/%ff'])(
    'survives an address that cannot be decoded: %s',
    async (path) => {
      const { status } = await request(world.url).get(path);
      expect(status).toBeLessThan(500);
    },
  );
});

describe('a folder without a client', () => {
  it('is refused at the start with a sentence', async () => {
    await expect(startApp({ CLIENT_DIR: join(dir, 'nowhere') })).rejects.toThrow(
      /CLIENT_DIR: has no index\.html that can be read/,
    );
  });
});
