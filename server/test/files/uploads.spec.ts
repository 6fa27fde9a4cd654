import { randomBytes, randomUUID } from 'node:crypto';
import { readdir, rm, utimes } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type Attachment, FILE_LIMITS, type UploadState } from '@chatket/contract';
import { Config } from '../../src/config/index.js';
import { FileStore } from '../../src/files/file-store.js';
import { SweepFiles } from '../../src/files/sweep-files.js';
import { scenery } from '../support/pictures.js';
import { kitchenOf } from '../support/kitchen.js';
import type { Person } from '../support/people.js';
import { expectRefusal } from '../support/rest.js';
import { PNG, readingOf, uploadsOf } from '../support/uploads.js';
import { useWorld } from '../support/world.js';

const MB = 1024 * 1024;
const {
  world,
  cast: [alice, bob, carol, mallory],
} = useWorld(['alice', 'bob', 'carol', 'mallory'], {
  FILES_MAX_SIZE: '3MB',
  FILES_QUOTA: '20MB',
  RATE_LIMIT_MESSAGES: '10000',
});

const kitchen = () => kitchenOf(world, { host: alice, moderator: carol, guest: bob });
const uploads = (person: Person) => uploadsOf(world.url, person);
const folder = () => world.app.get(Config).get('FILES_DIR');
const bytes = randomBytes(2 * MB + 100);
const parts = [bytes.subarray(0, MB), bytes.subarray(MB, 2 * MB), bytes.subarray(2 * MB)];
const stored = async () => {
  const found: string[] = [];
  for await (const { name } of world.app.get(FileStore).objects()) found.push(name);
  return found;
};
let sent = 0;
const key = () => `upload-key-${String((sent += 1)).padStart(4, '0')}`;

describe('an upload', () => {
  it('tells how far it is, takes parts in any order and twice, and is complete once', async () => {
    const { id: roomId } = await kitchen().open();
    const id = randomUUID();
    const mine = uploads(bob);
    const begun = await mine.begin(roomId, { id, size: bytes.length }).expect(201);
    expect(begun.body).toEqual({ id, size: bytes.length, partBytes: FILE_LIMITS.partBytes, stored: [] });
    await mine.put(id, 2, parts[2] as Buffer).expect(204);
    await mine.put(id, 0, parts[0] as Buffer).expect(204);
    await mine.put(id, 0, parts[0] as Buffer).expect(204);
    expectRefusal(await mine.complete(id), 'UPLOAD_INCOMPLETE');
    expect((await mine.state(id)).body).toMatchObject({ stored: [0, 2] });
    // Who has not heard the answer begins again.
    expect((await mine.begin(roomId, { id, size: bytes.length }).expect(201)).body).toMatchObject({
      stored: [0, 2],
    });
    await mine.put(id, 1, parts[1] as Buffer).expect(204);
    const before = await stored();
    const answers = await Promise.all([1, 2, 3, 4].map(() => mine.complete(id).expect(200)));
    const [file] = answers.map(({ body }) => body as Attachment);
    for (const answer of answers) expect(answer.body).toEqual(file);
    expect((await stored()).length).toBe(before.length + 1);
    expect(((await mine.state(id)).body as UploadState).file).toEqual(file);
    expect(await readdir(join(folder(), 'parts'))).not.toContain(id);
  });

  it('is one’s own alone', async () => {
    const { id: roomId } = await kitchen().open();
    const id = randomUUID();
    await uploads(bob).begin(roomId, { id, size: 3 }).expect(201);
    for (const person of [alice, mallory]) {
      const other = uploads(person);
      expectRefusal(await other.state(id), 'NOT_FOUND');
      expectRefusal(await other.put(id, 0, Buffer.from('abc')), 'NOT_FOUND');
      expectRefusal(await other.complete(id), 'NOT_FOUND');
      await other.cancel(id).expect(204);
    }
    expectRefusal(await uploads(alice).begin(roomId, { id, size: 3 }), 'CONFLICT');
    expect((await uploads(bob).state(id)).status).toBe(200);
    expectRefusal(await uploads(mallory).begin(roomId, { size: 3 }), 'NOT_A_MEMBER');
  });

  it('S097 of an archive is a file like any other, and never opened', async () => {
    const { id: roomId } = await kitchen().open();
    const zip = Buffer.concat([Buffer.from('504b0304140000000800', 'hex'), randomBytes(200)]);
    expect(await uploads(bob).upload(roomId, zip, { name: 'bomb.zip' })).toMatchObject({
      type: 'application/zip',
      size: zip.length,
    });
  });

  it('S099 that is too large, or is not what it says, is refused, and keeps nothing', async () => {
    const { id: roomId } = await kitchen().open();
    const mine = uploads(bob);
    expectRefusal(await mine.begin(roomId, { size: 3 * MB + 1 }), 'PAYLOAD_TOO_LARGE');
    expectRefusal(await mine.begin(roomId, { size: 0 }), 'VALIDATION', ['size']);
    const id = randomUUID();
    await mine.begin(roomId, { id, size: 5 }).expect(201);
    for (const wrong of ['1234', '123456', 'x'.repeat(100_000)])
      expectRefusal(await mine.put(id, 0, Buffer.from(wrong)), 'VALIDATION', ['body']);
    expectRefusal(await mine.put(id, 1, Buffer.from('12345')), 'NOT_FOUND');
    expectRefusal(await mine.put(id, -1, Buffer.from('12345')), 'VALIDATION', ['part']);
    const chunked = (body: string) =>
      fetch(`${world.url}/api/uploads/${id}/parts/0`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${bob.token}` },
        body: new Blob([body]).stream(),
        duplex: 'half',
      });
    for (const wrong of ['1234', '123456', 'x'.repeat(100_000)])
      expect((await chunked(wrong)).status).toBe(400);
    expect((await mine.state(id)).body).toMatchObject({ stored: [] });
    expect((await chunked('12345')).status).toBe(204);
    await mine.complete(id).expect(200);
  });

  it('S099 that is cut off in the middle of a part leaves nothing of the part', async () => {
    const { id: roomId } = await kitchen().open();
    const id = randomUUID();
    await uploads(bob).begin(roomId, { id, size: 1_000 }).expect(201);
    const socket = connect(Number(new URL(world.url).port), '127.0.0.1');
    const head = `PUT /api/uploads/${id}/parts/0 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${bob.token}\r\nContent-Length: 1000\r\n\r\n`;
    await new Promise<void>((resolve) => socket.write(`${head}only this`, () => resolve()));
    socket.destroy();
    expect((await uploads(bob).state(id)).body).toMatchObject({ stored: [] });
    await uploads(bob).put(id, 0, Buffer.alloc(1_000)).expect(204);
  });

  it('S100 does not go beyond what a person may have, however many begin at once', async () => {
    const { id: roomId } = await kitchen().open();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => uploads(carol).begin(roomId, { size: 3 * MB })),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(6);
    expect(statuses.filter((status) => status === 507)).toHaveLength(14);
    const begun = answers.find(({ status }) => status === 201)?.body as UploadState;
    await uploads(carol).cancel(begun.id).expect(204);
    await uploads(carol)
      .begin(roomId, { size: 3 * MB })
      .expect(201);
    expectRefusal(await uploads(carol).begin(roomId, { size: 3 * MB }), 'QUOTA_REACHED');
  });

  it('S100 counts all that is kept of a picture, and is none where that is more than a person may have', async () => {
    const picture = await scenery().jpeg().toBuffer();
    const mine = uploads(mallory);
    const id = randomUUID();
    const wide = await world.people.createRoom(mallory, 'Wide');
    const reserved = await Promise.all(
      [3, 3, 3, 3, 3, 3].map((size) => mine.begin(wide.id, { size: size * MB }).expect(201)),
    );
    await mine.begin(wide.id, { id, size: picture.length }).expect(201);
    await mine.begin(wide.id, { size: 2 * MB - picture.length }).expect(201);
    await mine.put(id, 0, picture).expect(204);
    const before = await stored();
    expectRefusal(await mine.complete(id), 'QUOTA_REACHED');
    expect((await mine.state(id)).body).not.toHaveProperty('file');
    expect(await stored()).toEqual(before);
    await mine.cancel((reserved[0]?.body as UploadState).id).expect(204);
    await mine.complete(id).expect(200);
    const made = (await stored()).filter((name) => !before.includes(name));
    const sizes = await Promise.all(made.map((name) => world.app.get(FileStore).sizeOf(name)));
    const kept = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
    const [row] = await world.database.query<{ kept: string }>('SELECT files_kept($1) AS kept', [mallory.id]);
    expect(made).toHaveLength(3);
    expect(Number(row?.kept)).toBe(17 * MB - picture.length + kept);
  });

  it('is forgotten when nobody sends it, and so are bytes of nobody', async () => {
    const { room, roomId } = await kitchen()
      .open()
      .then((room) => ({ room, roomId: room.id }));
    const b = await kitchen().following(bob, room);
    const [lost, kept, deleted] = await Promise.all([1, 2, 3].map(() => uploads(bob).upload(roomId, PNG)));
    const send = { roomId, text: '' };
    await b.tell('message:send', { ...send, clientMsgId: key(), attachments: [kept?.id ?? ''] });
    const { messageId } = await b.tell('message:send', {
      ...send,
      clientMsgId: key(),
      attachments: [deleted?.id ?? ''],
    });
    await b.tell('message:delete', { roomId, messageId });
    await world.app.get(SweepFiles).run();
    expect((await uploads(bob).state(lost?.id ?? '')).status).toBe(200);
    // As if it were later.
    await world.database.query(
      `UPDATE "Attachment" SET "createdAt" = "createdAt" - interval '2 days', "removedAt" = "removedAt" - interval '2 days'`,
    );
    const before = await stored();
    await world.app.get(SweepFiles).run();
    expectRefusal(await uploads(bob).state(lost?.id ?? ''), 'NOT_FOUND');
    expect(before.length - (await stored()).length).toBeGreaterThanOrEqual(2);
    await readingOf(world.url, alice)(kept?.id ?? '').expect(200);
    const [{ key: keptKey }] = (await world.database.query('SELECT key FROM "Attachment" WHERE id = $1', [
      kept?.id,
    ])) as unknown as [{ key: string }];
    await world.database.query('UPDATE "Attachment" SET key = NULL WHERE id = $1', [kept?.id]);
    const path = join(folder(), 'objects', keptKey.slice(0, 2), keptKey);
    await world.app.get(SweepFiles).run();
    expect(await stored()).toContain(keptKey);
    const old = new Date(Date.now() - 3 * 24 * 60 * 60 * 1_000);
    await utimes(path, old, old);
    await world.app.get(SweepFiles).run();
    expect(await stored()).not.toContain(keptKey);
    await rm(path, { force: true });
  });
});
