import { randomUUID } from 'node:crypto';
import { readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { Attachment } from '@chatket/contract';
import sharp from 'sharp';
import { Config } from '../../src/config/index.js';
import { FileStore } from '../../src/files/file-store.js';
import { SweepFiles } from '../../src/files/sweep-files.js';
import { MediaChild } from '../../src/media/index.js';
import { kitchenOf } from '../support/kitchen.js';
import { animation, bomb, photograph, PLACE, scenery } from '../support/pictures.js';
import { expectRefusal } from '../support/rest.js';
import { readingOf, uploadsOf } from '../support/uploads.js';
import { useWorld } from '../support/world.js';

const LIMIT_MS = 20_000;
const {
  world,
  cast: [alice, bob, carol, mallory],
} = useWorld(['alice', 'bob', 'carol', 'mallory'], {
  RATE_LIMIT_MESSAGES: '10000',
  PICTURE_TIME_LIMIT_MS: String(LIMIT_MS),
});

const kitchen = () => kitchenOf(world, { host: alice, moderator: carol, guest: bob });
const mine = () => uploadsOf(world.url, bob);
const read = (id: string, query = '') => readingOf(world.url, alice)(id, query);
const child = () => world.app.get(MediaChild);
let sent = 0;

/** A room, and how bob says something with files in it. */
async function scene() {
  const room = await kitchen().open();
  const [a, b] = [await kitchen().following(alice, room), await kitchen().following(bob, room)];
  const say = (...files: Attachment[]) =>
    b.tell('message:send', {
      roomId: room.id,
      text: '',
      clientMsgId: `picture-${String((sent += 1)).padStart(4, '0')}`,
      attachments: files.map(({ id }) => id),
    });
  return { room, roomId: room.id, a, b, say };
}

/** All that is uploaded of a picture but its end. */
async function begun(roomId: string, bytes: Buffer, id: string = randomUUID()): Promise<string> {
  await mine().begin(roomId, { id, size: bytes.length }).expect(201);
  await mine().put(id, 0, bytes).expect(204);
  return id;
}

async function keys(): Promise<string[]> {
  const found: string[] = [];
  for await (const { name } of world.app.get(FileStore).objects()) found.push(name);
  return found.sort();
}
const working = () => readdir(join(world.app.get(Config).get('FILES_DIR'), 'work')).catch(() => []);

describe('a photograph', () => {
  it('S102 tells nothing but itself from the moment it is complete, and has copies turned as it is seen', async () => {
    const { a, say, roomId } = await scene();
    const bytes = await photograph({ width: 3_000, height: 1_500, orientation: 6 }).jpeg().toBuffer();
    expect(bytes.includes(PLACE.secret)).toBe(true);
    const file = await mine().upload(roomId, bytes, { name: 'tea.jpg', width: 7, height: 7, alt: 'Tea' });
    expect(file).toEqual({
      id: file.id,
      name: 'tea.jpg',
      size: expect.any(Number),
      type: 'image/jpeg',
      width: 1_500,
      height: 3_000,
      thumbhash: expect.stringMatching(/^[\w+/]{20,40}=*$/),
      alt: 'Tea',
    });
    expect(file.size).toBeLessThan(bytes.length);
    // Who has not heard that it is complete begins again.
    const again = await mine().begin(roomId, { id: file.id, size: bytes.length }).expect(201);
    expect(again.body).toMatchObject({ file });
    const { seq } = await say(file);
    const { entries } = await a.next('room:log', (log) => log.entries.some((entry) => entry.seq === seq));
    expect(entries[0]).toMatchObject({ attachments: [file] });

    const whole = await read(file.id, '?download=1').expect(200);
    const original = whole.body as Buffer;
    expect(original.length).toBe(file.size);
    const { exif, xmp, orientation } = await sharp(original).metadata();
    expect({ xmp, orientation, isShort: (exif?.length ?? 0) <= 32 }).toEqual({
      orientation: 6,
      isShort: true,
    });
    const pixels = (of: Buffer) => sharp(of).raw().toBuffer();
    expect((await pixels(original)).equals(await pixels(bytes))).toBe(true);
    for (const [copy, width, height] of [
      ['small', 320, 640],
      ['large', 1_024, 2_048],
    ] as const) {
      const answer = await read(file.id, `/${copy}`).expect(200);
      expect(answer.headers).toMatchObject({
        'content-type': 'image/webp',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "sandbox; default-src 'none'",
        'content-disposition': expect.stringMatching(/^inline; /),
      });
      expect(await sharp(answer.body as Buffer).metadata()).toMatchObject({ format: 'webp', width, height });
      expect((await sharp(answer.body as Buffer).metadata()).exif).toBeUndefined();
      // What was red at its left is above.
      const [red = 0, , blue = 255] = await sharp(answer.body as Buffer)
        .extract({ left: Math.floor(width / 2), top: 20, width: 1, height: 1 })
        .raw()
        .toBuffer();
      expect(red).toBeGreaterThan(blue + 100);
    }
    for (const bytes of [original, (await read(file.id, '/large')).body as Buffer])
      expect(bytes.includes(PLACE.secret) || bytes.includes('GPS')).toBe(false);
    expect(await working()).toEqual([]);
  });

  it('S101 is as closed in its copies as it is itself, and read in the same ways', async () => {
    const { say, b, roomId } = await scene();
    const file = await mine().upload(roomId, await scenery().png().toBuffer());
    const other = await mine().upload(roomId, Buffer.from('no picture'), { name: 'a.txt' });
    await read(file.id, '/small').expect(404);
    const { messageId } = await say(file, other);
    const whole = await read(file.id, '/small').expect(200);
    const tag = whole.get('ETag') ?? '';
    expect(tag).not.toBe((await read(file.id)).get('ETag'));
    await read(file.id, '/small').set('If-None-Match', tag).expect(304);
    const part = await read(file.id, '/small').set('Range', 'bytes=0-3').expect(206);
    expect(String(part.body)).toBe('RIFF');
    await read(file.id, '/tiny').expect(400);
    await read(other.id, '/small').expect(404);
    await readingOf(world.url, mallory)(file.id, '/large').set('If-None-Match', '*').expect(404);
    await b.tell('message:delete', { roomId, messageId });
    for (const copy of ['', '/small', '/large']) await read(file.id, copy).expect(404);
  });

  it('has its copies as long as it is kept: hidden, forwarded, and not longer', async () => {
    const { room, roomId, say } = await scene();
    const before = await keys();
    const file = await mine().upload(roomId, await scenery().png().toBuffer());
    const made = (await keys()).filter((key) => !before.includes(key));
    expect(made.map((key) => key.replace(/^[^.]+/, ''))).toEqual(['', '.large', '.small']);
    const { messageId } = await say(file);
    const c = await kitchen().following(carol, room);
    await c.tell('message:hide', { roomId, messageId, reason: 'other' });
    await world.app.get(SweepFiles).run(0);
    await read(file.id, '/small').expect(404);
    await c.tell('message:show', { roomId, messageId });
    await read(file.id, '/small').expect(200);
    await c.tell('message:delete', { roomId, messageId, reason: 'other' });
    await world.app.get(SweepFiles).run(0);
    expect((await keys()).filter((key) => made.includes(key))).toEqual([]);
    const cancelled = await mine().upload(roomId, await scenery().png().toBuffer());
    await mine().cancel(cancelled.id).expect(204);
    expect((await keys()).filter((key) => !before.includes(key))).toEqual([]);
  });

  it.each(['gif', 'webp'] as const)(
    'that moves does so itself as %s, and its copies do not',
    async (kind) => {
      const { say, roomId } = await scene();
      const moving = await animation(3);
      const bytes = await (kind === 'gif' ? moving.gif() : moving.webp({ lossless: true })).toBuffer();
      const file = await mine().upload(roomId, bytes);
      expect(file).toMatchObject({ isAnimated: true, width: 40, height: 30 });
      await say(file);
      expect((await sharp((await read(file.id)).body as Buffer).metadata()).pages).toBe(3);
      for (const copy of ['/small', '/large'])
        expect((await sharp((await read(file.id, copy)).body as Buffer).metadata()).pages ?? 1).toBe(1);
    },
  );

  it('as AVIF is made anew', async () => {
    const { say, roomId } = await scene();
    const file = await mine().upload(roomId, await photograph().avif({ effort: 0 }).toBuffer());
    expect(file).toMatchObject({ type: 'image/avif', width: 300, height: 200 });
    await say(file);
    const { exif, xmp } = await sharp((await read(file.id)).body as Buffer).metadata();
    expect({ exif, xmp }).toEqual({});
  });
});

describe('what cannot be cleaned', () => {
  const head = (text: string) => Buffer.concat([Buffer.from(text, 'latin1'), Buffer.alloc(200)]);
  const cases: Record<string, () => Promise<Buffer>> = {
    'a JPEG that is cut off': async () => (await photograph().jpeg().toBuffer()).subarray(0, -200),
    'a PNG that is cut off': async () => (await photograph().png().toBuffer()).subarray(0, -200),
    'noise that begins as a JPEG': () => Promise.resolve(head('\xff\xd8\xff\xe0\0\x10JFIF\0')),
    'noise that begins as a WebP': () => Promise.resolve(head('RIFF\xff\xff\xff\xffWEBPVP8 ')),
    'a HEIC': () => Promise.resolve(head('\0\0\0\x18ftypheic\0\0\0\0mif1heic')),
    'a TIFF': () => photograph().tiff().toBuffer(),
    'a TIFF that tells at its end what it is': () =>
      Promise.resolve(Buffer.concat([head('II*\0\x40\x1f\0\0'), Buffer.alloc(12_000)])),
    'a large TIFF in the other order of bytes': () => Promise.resolve(head('MM\0+\0\x08\0\0')),
    'a RAW': () => Promise.resolve(head('II*\0\x10\0\0\0CR\x02\0')),
  };
  it.each(Object.entries(cases))('S102 is refused in words, and nothing of it stays: %s', async (_, make) => {
    const { roomId } = await scene();
    const before = await keys();
    const id = await begun(roomId, await make());
    expectRefusal(await mine().complete(id), 'PICTURE_UNREADABLE');
    expect((await mine().state(id)).body).not.toHaveProperty('file');
    expect(await keys()).toEqual(before);
    expect(await working()).toEqual([]);
  });

  it('S096 is not decoded when it would be gigantic', async () => {
    const { roomId } = await scene();
    const id = await begun(roomId, await bomb(50_000));
    expectRefusal(await mine().complete(id), 'PAYLOAD_TOO_LARGE');
    await mine().upload(roomId, await scenery().png().toBuffer());
  });
});

describe('the process for pictures', () => {
  /** Holds it still while it has something to do. */
  async function held(roomId: string) {
    const picture = await photograph().jpeg().toBuffer();
    await mine().upload(roomId, await scenery().png().toBuffer());
    const pid = child().state.pid ?? 0;
    process.kill(pid, 'SIGSTOP');
    const id = await begun(roomId, picture);
    const answer = mine()
      .complete(id)
      .then((response) => response);
    while (!child().state.isWorking) await setImmediate();
    return { pid, id, answer };
  }

  it('S096 takes nothing along when it dies: the picture keeps nothing, and can be tried again', async () => {
    const { roomId, say } = await scene();
    const before = await keys();
    const { pid, id, answer } = await held(roomId);
    process.kill(pid, 'SIGKILL');
    expectRefusal(await answer, 'PICTURE_FAILED');
    expect((await keys()).length).toBe(before.length + 3);
    const file = (await mine().complete(id).expect(200)).body as Attachment;
    expect(child().state.pid).not.toBe(pid);
    await say(file);
    expect(((await read(file.id)).body as Buffer).includes(PLACE.secret)).toBe(false);
  });

  it.each(['clean', 'large'] as const)(
    'S100 says so when the disk is full on which it writes what is %s, and nothing is kept but the parts',
    async (name) => {
      const { roomId } = await scene();
      const before = await keys();
      const { pid, id, answer } = await held(roomId);
      const [folder = ''] = await working();
      await symlink('/dev/full', join(world.app.get(Config).get('FILES_DIR'), 'work', folder, name));
      process.kill(pid, 'SIGCONT');
      expectRefusal(await answer, 'STORAGE_FULL');
      expect((await keys()).length).toBe(before.length + 3);
      expect(await working()).toEqual([]);
      await mine().complete(id).expect(200);
    },
  );

  it('S096 is ended when it does not, and others wait no longer than that', async () => {
    const { roomId } = await scene();
    const { pid, id, answer } = await held(roomId);
    const next = mine().upload(roomId, await scenery().png().toBuffer());
    expectRefusal(await answer, 'PICTURE_FAILED');
    expect((await next).thumbhash).toBeDefined();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    await mine().complete(id).expect(200);
  });

  it('S096 has one of each person at a time, however many they send', async () => {
    const { roomId } = await scene();
    const { pid, answer } = await held(roomId);
    const order: string[] = [];
    const note = (name: string, work: Promise<unknown>) => work.then(() => order.push(name));
    const picture = await scenery().png().toBuffer();
    const ids = await Promise.all([1, 2, 3].map(() => begun(roomId, picture)));
    const more = ids.map((id) =>
      note(
        'bob',
        mine()
          .complete(id)
          .then((response) => response),
      ),
    );
    const hers = note('alice', uploadsOf(world.url, alice).upload(roomId, picture));
    while (child().state.waiting === 0) await setImmediate();
    process.kill(pid, 'SIGCONT');
    await Promise.all([answer, hers, ...more]);
    // The first of his may be told of at the same time.
    expect(order.slice(0, 2)).toContain('alice');
  });

  it('ends with the server', async () => {
    const own = new MediaChild(world.app.get(Config));
    await expect(own.prepare('/nowhere', 'image/png')).rejects.toMatchObject({ code: 'PICTURE_UNREADABLE' });
    const { pid = 0 } = own.state;
    process.kill(pid, 0);
    await own.onModuleDestroy();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    await expect(own.prepare('/nowhere', 'image/png')).rejects.toMatchObject({ code: 'DRAINING' });
  });
});
