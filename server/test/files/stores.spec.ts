import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { link, mkdir, stat, symlink, utimes } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { TEST_ENVIRONMENT } from '../../../rig/environment.mjs';
import { ObjectStore } from '../../../rig/object-store.mjs';
import { Config } from '../../src/config/index.js';
import type { FileStore } from '../../src/files/file-store.js';
import { LocalFileStore } from '../../src/files/local.file-store.js';
import { randomKey } from '../../src/files/random-key.js';
import { S3FileStore } from '../../src/files/s3/s3.file-store.js';

Logger.overrideLogger(['error']);
const folder = mkdtempSync(join(tmpdir(), 'chatket-stores-'));
const configWith = (env: Record<string, string>) =>
  new Config({ ...TEST_ENVIRONMENT, DATABASE_URL: 'postgresql://a@localhost/a', FILES_DIR: folder, ...env });
let objects: ObjectStore;
const stores = {} as { local: FileStore; s3: S3FileStore };

beforeAll(async () => {
  objects = await ObjectStore.start();
  stores.local = new LocalFileStore(configWith({}));
  stores.s3 = new S3FileStore(configWith(objects.environment));
});
afterAll(async () => {
  await objects.stop();
  rmSync(folder, { recursive: true });
});

const of = (bytes: Buffer) => Readable.from([bytes]);
const namesOf = async (list: AsyncIterable<{ name: string }>) => {
  const names: string[] = [];
  for await (const { name } of list) names.push(name);
  return names;
};

it('a store that cannot store lets go of what it is given', async () => {
  const file = join(folder, 'no-folder');
  writeFileSync(file, '');
  for (const store of [
    new LocalFileStore(configWith({ FILES_DIR: file })),
    new S3FileStore(configWith({ ...objects.environment, S3_ENDPOINT: 'http://127.0.0.1:9' })),
  ]) {
    const bytes = new Readable({ read: () => undefined });
    await expect(store.put(randomKey(), bytes, 3)).rejects.toThrow();
    await finished(bytes).catch(() => undefined);
    expect(bytes.destroyed).toBe(true);
  }
});

describe.each(['local', 's3'] as const)('the store %s', (driver) => {
  const store = () => stores[driver];
  const textOf = async (key: string, range?: { start: number; end: number }) => {
    const bytes = await store().read(key, range);
    return bytes && (await buffer(bytes)).toString();
  };

  it('takes parts in any order and twice, each whole or not at all', async () => {
    const upload = randomUUID();
    expect(await store().parts(upload)).toEqual(new Map());
    await store().putPart(upload, 12, of(Buffer.from('twelve')), 6);
    await store().putPart(upload, 0, of(Buffer.from('old')), 3);
    await store().putPart(upload, 0, of(Buffer.from('new!')), 4);
    for (const wrong of ['1', '123'])
      await expect(store().putPart(upload, 1, of(Buffer.from(wrong)), 2)).rejects.toMatchObject({
        code: 'VALIDATION',
      });
    expect(await store().parts(upload)).toEqual(
      new Map([
        [0, 4],
        [12, 6],
      ]),
    );
    expect(await namesOf(store().uploads())).toContain(upload);
    await store().forgetParts(upload);
    await store().forgetParts(upload);
    expect(await store().parts(upload)).toEqual(new Map());
    expect(await namesOf(store().uploads())).not.toContain(upload);
  });

  it('makes an object of parts, of several at once one each, and none where a part is gone', async () => {
    const upload = randomUUID();
    const bytes = randomBytes(2 * store().partBytes + 100);
    const count = 3;
    for (let part = 0; part < count; part += 1) {
      const piece = bytes.subarray(part * store().partBytes, (part + 1) * store().partBytes);
      await store().putPart(upload, part, of(piece), piece.length);
    }
    const keys = [randomKey(), randomKey()];
    expect(await Promise.all(keys.map((key) => store().join(upload, count, key)))).toEqual([true, true]);
    for (const key of keys) {
      expect(await store().sizeOf(key)).toBe(bytes.length);
      expect((await buffer((await store().read(key)) ?? Readable.from([]))).equals(bytes)).toBe(true);
      await store().remove(key);
    }
    const [none, noneOfOne] = [randomKey(), randomKey()];
    expect(await store().join(upload, count + 1, none)).toBe(false);
    await store().forgetParts(upload);
    expect(await store().join(upload, 1, noneOfOne)).toBe(false);
    expect(await namesOf(store().objects())).toEqual([]);
  });

  it('keeps objects, hands out parts of them, and forgets them twice', async () => {
    const key = randomKey();
    expect(await store().sizeOf(key)).toBeUndefined();
    expect(await store().read(key)).toBeUndefined();
    const before = Date.now();
    await store().put(key, of(Buffer.from('0123456789')), 10);
    await store().put(`${key}.small`, of(Buffer.from('small')), 5);
    expect(await store().sizeOf(key)).toBe(10);
    expect(await textOf(key)).toBe('0123456789');
    expect(await textOf(key, { start: 2, end: 4 })).toBe('234');
    expect(await textOf(key, { start: 8, end: 4_099 })).toBe('89');
    expect((await namesOf(store().objects())).sort()).toEqual([key, `${key}.small`]);
    for await (const { storedAt } of store().objects())
      expect(Math.abs(storedAt - before)).toBeLessThan(60_000);
    for (const name of [key, `${key}.small`, key]) await store().remove(name);
    expect(await namesOf(store().objects())).toEqual([]);
  });
});

describe('the store local', () => {
  const part = (upload: string) => join(folder, 'parts', upload, '0');
  const object = (key: string) => join(folder, 'objects', key.slice(0, 2), key);
  const read = async (key: string) =>
    (await buffer((await stores.local.read(key)) ?? Readable.from([]))).toString();

  it('takes over the bytes of a part that is the only one, whatever becomes of that later', async () => {
    const upload = randomUUID();
    const keys = [randomKey(), randomKey()] as const;
    await stores.local.putPart(upload, 0, of(Buffer.from('looked at')), 9);
    const old = new Date(Date.now() - 48 * 3_600_000);
    await utimes(part(upload), old, old);
    for (const key of keys) expect(await stores.local.join(upload, 1, key)).toBe(true);
    expect((await stat(object(keys[0]))).ino).toBe((await stat(part(upload))).ino);
    // Otherwise it was swept as something old before its row names it.
    for await (const { storedAt } of stores.local.objects())
      expect(storedAt).toBeGreaterThan(Date.now() - 60_000);
    await stores.local.putPart(upload, 0, of(Buffer.from('put later')), 9);
    await stores.local.remove(keys[1]);
    await stores.local.forgetParts(upload);
    expect(await read(keys[0])).toBe('looked at');
    await stores.local.remove(keys[0]);
  });

  it('copies them where they cannot have a second name', async () => {
    const [upload, key] = [randomUUID(), randomKey()];
    const elsewhere = mkdtempSync('/dev/shm/chatket-parts-');
    await mkdir(join(folder, 'parts'), { recursive: true });
    await symlink(elsewhere, join(folder, 'parts', upload));
    await stores.local.putPart(upload, 0, of(Buffer.from('far away')), 8);
    await expect(link(part(upload), join(folder, 'second'))).rejects.toMatchObject({ code: 'EXDEV' });
    expect(await stores.local.join(upload, 1, key)).toBe(true);
    expect(await read(key)).toBe('far away');
    await stores.local.remove(key);
    await stores.local.forgetParts(upload);
    rmSync(elsewhere, { recursive: true });
  });
});

describe('the store s3', () => {
  const put = (url: string, body: Buffer) => fetch(url, { method: 'PUT', body });
  const urlsFor = async (sizes: [number, number][]) => {
    const upload = randomUUID();
    return { upload, urls: await stores.s3.partUrls(upload, new Map(sizes)) };
  };

  it('S241 lets browsers put a part of exactly the size they have an address for, and nothing else', async () => {
    const { upload, urls } = await urlsFor([
      [0, 5],
      [1, 5],
    ]);
    const [first = '', second = ''] = urls.values();
    expect((await put(first, Buffer.from('12345'))).status).toBe(200);
    for (const wrong of ['1234', '123456', 'x'.repeat(100_000)])
      expect((await put(second, Buffer.from(wrong))).status).toBe(403);
    const forged = [
      second.replace('/1?', '/2?'),
      second.replace('parts/', 'objects/'),
      second.replace(/X-Amz-Signature=../, 'X-Amz-Signature=00'),
      second.replace(/X-Amz-Expires=\d+/, 'X-Amz-Expires=99999'),
    ];
    for (const url of forged) expect((await put(url, Buffer.from('12345'))).status).toBe(403);
    for (const method of ['GET', 'DELETE']) expect((await fetch(first, { method })).status).toBe(403);
    expect(await stores.s3.parts(upload)).toEqual(new Map([[0, 5]]));
  });

  it('forgets what joining left that was cut off, and leaves alone what is under way', async () => {
    await objects.ask(`/objects/${randomKey()}?uploads=`, { method: 'POST' });
    const unfinished = async () =>
      (await (await objects.ask('?uploads=', {})).text()).split('<Upload>').length - 1;
    await stores.s3.forgetUnfinished(Date.now() - 60_000);
    expect(await unfinished()).toBe(1);
    await stores.s3.forgetUnfinished(Date.now() + 60_000);
    expect(await unfinished()).toBe(0);
  });

  it('S279 keeps no connection for bytes that nobody reads', async () => {
    const key = randomKey();
    const large = Buffer.alloc(8 * 1024 * 1024);
    await stores.s3.put(key, of(large), large.length);
    const open = new Set<Socket>();
    const { hostname, port } = new URL(objects.url);
    const relay = createServer((near) => {
      const far = connect(Number(port), hostname);
      open.add(near);
      near.once('close', () => {
        open.delete(near);
        far.destroy();
      });
      for (const end of [near, far]) end.on('error', () => undefined);
      near.pipe(far).pipe(near);
    });
    await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${String((relay.address() as AddressInfo).port)}`;
    const far = new S3FileStore(configWith({ ...objects.environment, S3_ENDPOINT: url }));
    for (let times = 0; times < 3; times += 1) (await far.read(key))?.destroy();
    while (open.size > 0) await delay(20);
    await new Promise((resolve) => relay.close(resolve));
    // The store itself would let go of them a minute later.
  }, 40_000);

  it('is refused at the start with a wrong key or bucket, in words', async () => {
    const start = (env: Record<string, string>) =>
      new S3FileStore(configWith({ ...objects.environment, ...env })).onModuleInit();
    await expect(start({})).resolves.toBeUndefined();
    await expect(start({ S3_BUCKET: 'nowhere' })).rejects.toThrow('S3_BUCKET: there is no such bucket');
    await expect(start({ S3_SECRET_KEY: 'wrong' })).rejects.toThrow('S3_SECRET_KEY: the store');
  });

  it('that is away says so, loses nothing, and goes on when it is back', async () => {
    const upload = randomUUID();
    await stores.s3.putPart(upload, 0, of(Buffer.from('kept')), 4);
    await objects.kill();
    const away = { code: 'UNAVAILABLE' };
    await expect(stores.s3.onModuleInit()).resolves.toBeUndefined();
    await expect(stores.s3.parts(upload)).rejects.toMatchObject(away);
    await expect(stores.s3.putPart(upload, 1, of(Buffer.from('lost')), 4)).rejects.toMatchObject(away);
    await expect(stores.s3.join(upload, 1, randomKey())).rejects.toMatchObject(away);
    await expect(stores.s3.read(randomKey())).rejects.toMatchObject(away);
    await objects.start();
    expect(await stores.s3.parts(upload)).toEqual(new Map([[0, 4]]));
    const key = randomKey();
    expect(await stores.s3.join(upload, 1, key)).toBe(true);
    expect((await buffer((await stores.s3.read(key)) ?? Readable.from([]))).toString()).toBe('kept');
  });
});
