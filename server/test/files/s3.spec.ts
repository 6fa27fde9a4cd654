import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UploadState } from '@chatket/contract';
import { ObjectStore } from '../../../rig/object-store.mjs';
import { FileStore } from '../../src/files/file-store.js';
import { SweepFiles } from '../../src/files/sweep-files.js';
import { startApp, type TestApp } from '../support/app.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal } from '../support/rest.js';
import { PNG, uploadsOf } from '../support/uploads.js';

const PART = 5 * 1024 * 1024;
let objects: ObjectStore;
let world: TestApp;
let alice: Person;
let bob: Person;
let mallory: Person;

beforeAll(async () => {
  objects = await ObjectStore.start();
  world = await startApp({ ...objects.environment, FILES_REDIRECT: 'on' });
  [alice, bob, mallory] = await world.people.cast('alice', 'bob', 'mallory');
});
afterAll(async () => {
  await world.close();
  await objects.stop();
});

const uploads = (person: Person) => uploadsOf(world.url, person);
const read = ({ token }: Person, id: string, query = '') =>
  callerWith(world.url, token).get(`/api/files/${id}${query}`);
let sent = 0;

/** A room of alice's with bob in it, who sends a file there. */
async function scene() {
  const room = await world.people.createRoom(alice, `Kitchen ${String((sent += 1))}`);
  await world.people.join(bob, room.id);
  const device = await world.people.connectLog(bob);
  const send = (id: string) =>
    device.tell('message:send', {
      roomId: room.id,
      text: '',
      clientMsgId: `s3-key-${String((sent += 1)).padStart(6, '0')}`,
      attachments: [id],
    });
  return { roomId: room.id, device, send };
}

/** The bytes as a browser gets them that follows where it is sent. */
async function follow(person: Person, id: string, query = ''): Promise<Response> {
  const answer = await read(person, id, query).expect(302);
  expect(answer.headers).toMatchObject({ 'cache-control': 'private, no-store' });
  return fetch(answer.get('Location') ?? '');
}

const stored = async () => {
  const found: string[] = [];
  for await (const { name } of world.app.get(FileStore).objects()) found.push(name);
  return found;
};

describe('files in S3', () => {
  it('come straight from the browser, are read by whoever may read their message, and go', async () => {
    const { roomId, send, device } = await scene();
    const bytes = randomBytes(PART + 100);
    const id = randomUUID();
    const begun = (await uploads(bob).begin(roomId, { id, name: 'a.bin', size: bytes.length }).expect(201))
      .body as UploadState;
    expect(begun).toMatchObject({ partBytes: PART, stored: [] });
    const put = (part: number) =>
      fetch(begun.urls?.[part] ?? '', {
        method: 'PUT',
        body: bytes.subarray(part * PART, (part + 1) * PART),
      });
    expect((await put(1)).status).toBe(200);
    // Who was cut off asks what is there, and is told where to go on.
    const state = (await uploads(bob).state(id)).body as UploadState;
    expect(state.stored).toEqual([1]);
    expect(Object.keys(state.urls ?? {})).toEqual(['0']);
    expectRefusal(await uploads(bob).complete(id), 'UPLOAD_INCOMPLETE');
    expect((await put(0)).status).toBe(200);
    await uploads(bob).complete(id).expect(200);
    const { messageId } = await send(id);

    const answer = await follow(alice, id);
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    expect(answer.headers.get('content-disposition')).toContain('attachment; filename="a.bin"');
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expectRefusal(await read(mallory, id), 'NOT_FOUND');
    await device.tell('message:delete', { roomId, messageId });
    expectRefusal(await read(alice, id), 'NOT_FOUND');
    await world.database.query(`UPDATE "Attachment" SET "removedAt" = "removedAt" - interval '2 days'`);
    expect((await stored()).length).toBe(1);
    await world.app.get(SweepFiles).run();
    expect(await stored()).toEqual([]);
  });

  it('S243 may also come through this server, pictures are cleaned and have copies there, each address is for one', async () => {
    const { roomId, send } = await scene();
    const { id, thumbhash } = await uploads(bob).upload(roomId, PNG);
    expect(thumbhash).toBeDefined();
    await send(id);
    expect((await stored()).map((key) => key.replace(/^[0-9a-f]+/, '')).sort()).toEqual([
      '',
      '.large',
      '.small',
    ]);
    for (const [path, type] of [
      ['', 'image/png'],
      ['/small', 'image/webp'],
    ] as const) {
      const answer = await follow(alice, id, path);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
    }
    // Its address is that of this file as this type for a moment, and of nothing else.
    const address = (await read(alice, id)).get('Location') ?? '';
    for (const forged of [
      address.replace('image%2Fpng', 'text%2Fhtml'),
      // Of another file: keys begin with any digit.
      address.replace(/objects\/(.)/, (_, digit: string) => `objects/${digit === '0' ? '1' : '0'}`),
    ])
      expect((await fetch(forged)).status).toBe(403);
  });

  it('S100 that were given up are not kept, though their addresses are good for a while yet', async () => {
    const { roomId } = await scene();
    const id = randomUUID();
    const { urls } = (await uploads(bob).begin(roomId, { id, size: 5 }).expect(201)).body as UploadState;
    await uploads(bob).cancel(id).expect(204);
    expect((await fetch(urls?.[0] ?? '', { method: 'PUT', body: '12345' })).status).toBe(200);
    world.clock.advance(2 * 60 * 60 * 1_000);
    await world.app.get(SweepFiles).run();
    expect(await world.app.get(FileStore).parts(id)).toEqual(new Map());
  });

  it('cannot be reached while S3 is away: that is said, nothing is lost, and the chat goes on', async () => {
    const { roomId, device } = await scene();
    const id = randomUUID();
    await uploads(bob).begin(roomId, { id, size: PNG.length }).expect(201);
    await uploads(bob).put(id, 0, PNG).expect(204);
    await objects.kill();
    for (const answer of [
      await uploads(bob).complete(id),
      await uploads(bob).put(id, 0, PNG),
      await uploads(bob).begin(roomId, { size: 3 }),
    ]) {
      expectRefusal(answer, 'UNAVAILABLE');
      expect(answer.status).toBe(503);
    }
    await callerWith(world.url, alice.token).get('/api/health').expect(200);
    await device.tell('message:send', { roomId, text: 'still here', clientMsgId: 's3-away-00001' });
    await objects.start();
    expect(await uploads(bob).complete(id).expect(200)).toMatchObject({ body: { id, type: 'image/png' } });
  });

  it('S242 pages may speak to its origin, and only where it is set', async () => {
    const policy = (await fetch(`${world.url}/api/config`)).headers.get('content-security-policy') ?? '';
    for (const name of ['connect-src', 'img-src', 'media-src'])
      expect(
        policy
          .split(';')
          .find((each) => each.startsWith(name))
          ?.split(' '),
      ).toContain(objects.url);
    expect(policy.split(objects.url)).toHaveLength(4);
  });
});
