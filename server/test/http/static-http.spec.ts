import { type IncomingHttpHeaders, request as httpRequest } from 'node:http';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';

const SCRIPT = Array.from({ length: 1_000 }, (_, n) => `say(${String(n)});`).join('\n');
const ICON = '<svg/>';
const ASSET = '/assets/app-1a2b3c.js';
const dir = mkdtempSync(join(tmpdir(), 'chatket-client-'));
const assets = join(dir, 'assets');

let world: TestApp;
beforeAll(async () => {
  mkdirSync(assets);
  writeFileSync(join(dir, 'index.html'), '<!doctype html>');
  writeFileSync(join(dir, 'icon.svg'), ICON);
  writeFileSync(join(assets, 'app-1a2b3c.js'), SCRIPT);
  writeFileSync(join(assets, 'app-1a2b3c.js.gz'), gzipSync(SCRIPT));
  writeFileSync(join(assets, 'app-1a2b3c.js.br'), brotliCompressSync(SCRIPT));
  world = await startApp({ CLIENT_DIR: dir });
});
afterAll(async () => {
  await world.close();
  rmSync(dir, { recursive: true, force: true });
});

interface Answer {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** An answer as it comes: nothing is unpacked on the way. */
function ask(method: 'GET' | 'HEAD', path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = httpRequest(world.url + path, { method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part)).on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) });
      });
    });
    call.on('error', reject).end();
  });
}

const get = (path: string, headers?: Record<string, string>) => ask('GET', path, headers);

describe('a part of a file', () => {
  const size = SCRIPT.length;
  const last = String(size - 1);
  it.each([
    ['bytes=0-0', `bytes 0-0/${String(size)}`, SCRIPT.slice(0, 1)],
    ['bytes=10-19', `bytes 10-19/${String(size)}`, SCRIPT.slice(10, 20)],
    ['bytes=-500', `bytes ${String(size - 500)}-${last}/${String(size)}`, SCRIPT.slice(-500)],
    ['bytes=-99999999', `bytes 0-${last}/${String(size)}`, SCRIPT],
    [`bytes=${last}-`, `bytes ${last}-${last}/${String(size)}`, SCRIPT.slice(-1)],
  ])('is exactly that part: %s', async (range, contentRange, text) => {
    const response = await get(ASSET, { range });
    expect(response.status).toBe(206);
    expect(response.headers['content-range']).toBe(contentRange);
    expect(response.headers['content-length']).toBe(String(text.length));
    expect(response.body.toString()).toBe(text);
  });

  it('is of the file as it is, also for those who take it packed', async () => {
    const response = await get(ASSET, { range: 'bytes=-500', 'Accept-Encoding': 'gzip, br' });
    expect(response.headers['content-encoding']).toBeUndefined();
    expect(response.body.toString()).toBe(SCRIPT.slice(-500));
  });

  it.each(['bytes=5-2', `bytes=${String(size)}-`, 'bytes=-0'])(
    'that is not there is refused, saying how long the file is: %s',
    async (range) => {
      const response = await get(ASSET, { range });
      expect({ status: response.status, length: response.body.length }).toEqual({ status: 416, length: 0 });
      expect(response.headers['content-range']).toBe(`bytes */${String(size)}`);
      expect(response.headers['cache-control']).toBe('no-store');
    },
  );

  it.each(['bytes=0-1,4-5', 'lines=1-2', 'bytes=x', 'nonsense'])(
    'that is asked for in another way is the whole: %s',
    async (range) => {
      const response = await get(ASSET, { range });
      expect({ status: response.status, text: response.body.toString() }).toEqual({
        status: 200,
        text: SCRIPT,
      });
    },
  );

  it('is sent only to those whose other parts are of the same file', async () => {
    const etag = (await get(ASSET)).headers.etag ?? '';
    const status = async (ifRange: string) =>
      (await get(ASSET, { range: 'bytes=0-9', 'If-Range': ifRange })).status;
    expect(await status(etag)).toBe(206);
    for (const other of ['"another"', `W/${etag}`, 'Wed, 21 Oct 2015 07:28:00 GMT'])
      expect(await status(other)).toBe(200);
  });

  it('is no matter of HEAD', async () => {
    const response = await ask('HEAD', ASSET, { range: 'bytes=0-9' });
    expect(response.status).toBe(200);
    expect(response.headers['content-length']).toBe(String(size));
  });
});

describe('packing', () => {
  it.each([
    ['gzip;q=0', undefined],
    ['gzip;q=0, br;q=0.0', undefined],
    ['*;q=0', undefined],
    ['identity;q=0', undefined],
    ['zstd, deflate, compress', undefined],
    ['', undefined],
    ['not an encoding at all;;;', undefined],
    ['identity, gzip;q=0.5', undefined],
    ['gzip', 'gzip'],
    ['GZIP', 'gzip'],
    ['gzip, deflate, br, zstd', 'br'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0.1, gzip;q=0.9', 'gzip'],
    ['*', 'br'],
    ['*;q=0.5, br;q=0', 'gzip'],
  ])('is what the client takes: %j', async (accepted, encoding) => {
    const response = await get(ASSET, { 'Accept-Encoding': accepted });
    expect({ status: response.status, encoding: response.headers['content-encoding'] }).toEqual({
      status: 200,
      encoding,
    });
    expect(response.headers.vary).toBe('Accept-Encoding');
    const packed = { gzip: gzipSync(SCRIPT), br: brotliCompressSync(SCRIPT) };
    const bytes = encoding === undefined ? Buffer.from(SCRIPT) : packed[encoding as keyof typeof packed];
    expect(response.body.equals(bytes)).toBe(true);
  });

  it('leaves alone what the build has not packed', async () => {
    const response = await get('/icon.svg', { 'Accept-Encoding': 'gzip, br' });
    expect(response.headers['content-encoding']).toBeUndefined();
    expect(response.body.toString()).toBe(ICON);
  });

  it.each(['.gz', '.br'])('has no address of its own: %s', async (ending) => {
    expect((await get(ASSET + ending)).status).toBe(404);
  });
});

describe('asking again', () => {
  it.each(['identity', 'gzip', 'br'])('is answered with all that a cache needs: %s', async (encoding) => {
    const first = await get(ASSET, { 'Accept-Encoding': encoding });
    const again = await get(ASSET, {
      'Accept-Encoding': encoding,
      'If-None-Match': `"other", W/${first.headers.etag ?? ''}`,
    });
    expect({ status: again.status, length: again.body.length }).toEqual({ status: 304, length: 0 });
    for (const name of ['etag', 'cache-control', 'vary', 'last-modified'])
      expect({ [name]: again.headers[name] }).toEqual({ [name]: first.headers[name] });
    expect(first.headers.etag).toMatch(/^"[\w-]{22}"$/);
    expect(again.headers['content-length']).toBeUndefined();
  });

  it('is about the bytes: each packing has a tag of its own', async () => {
    const tags = await Promise.all(
      ['identity', 'gzip', 'br'].map(
        async (encoding) => (await get(ASSET, { 'Accept-Encoding': encoding })).headers.etag,
      ),
    );
    expect(new Set(tags).size).toBe(3);
  });

  it('by the time alone works where nothing better is known', async () => {
    const since = (await get(ASSET)).headers['last-modified'] ?? '';
    expect((await get(ASSET, { 'If-Modified-Since': since })).status).toBe(304);
    expect((await get(ASSET, { 'If-Modified-Since': since, 'If-None-Match': '"other"' })).status).toBe(200);
  });
});

// At the end: from here on there is nothing in the folder.
it('is there whole while the folder is emptied and built anew', async () => {
  const before = await get(ASSET, { 'Accept-Encoding': 'br' });
  writeFileSync(join(assets, 'app-1a2b3c.js.br'), 'half a fi');
  writeFileSync(join(assets, 'app-1a2b3c.js'), SCRIPT.repeat(2));
  writeFileSync(join(dir, 'index.html'), '');
  for (const step of [() => undefined, () => rmSync(dir, { recursive: true })]) {
    step();
    const after = await get(ASSET, { 'Accept-Encoding': 'br' });
    expect(after.body.equals(before.body)).toBe(true);
    expect((await get(ASSET)).body.toString()).toBe(SCRIPT);
    expect((await get('/rooms/x')).body.toString()).toBe('<!doctype html>');
  }
  expect((await get('/assets/app-never.js')).status).toBe(404);
});
