import { randomBytes, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { type Attachment, FILE_LIMITS, type UploadState } from '@chatket/contract';
import request from 'supertest';
import { Config } from '../../src/config/index.js';
import { kitchenOf } from '../support/kitchen.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, UNKNOWN_ID } from '../support/rest.js';
import { PNG, readingOf, uploadsOf } from '../support/uploads.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, carol, mallory],
} = useWorld(['alice', 'bob', 'carol', 'mallory'], { RATE_LIMIT_MESSAGES: '10000' });

const kitchen = () => kitchenOf(world, { host: alice, moderator: carol, guest: bob });
const uploads = (person: Person) => uploadsOf(world.url, person);
const partsFolder = () => join(world.app.get(Config).get('FILES_DIR'), 'parts');
let sent = 0;
const key = () => `hostile-key-${String((sent += 1)).padStart(4, '0')}`;

/** Bob's room, in which he is heard, and how he sends files there. */
async function scene() {
  const room = await kitchen().open();
  const b = await kitchen().following(bob, room);
  const send = (...attachments: string[]) =>
    b.ask('message:send', { roomId: room.id, text: '', clientMsgId: key(), attachments });
  return { room, roomId: room.id, b, send, mine: uploads(bob) };
}

/** A part whose bytes come in two pieces, the second when the test says so. */
async function slowly(id: string, bytes: Buffer) {
  const socket = connect(Number(new URL(world.url).port), '127.0.0.1');
  const head = `PUT /api/uploads/${id}/parts/0 HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${bob.token}\r\nContent-Length: ${String(bytes.length)}\r\n\r\n`;
  const answered = new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))));
  socket.on('error', () => undefined);
  await new Promise<void>((resolve) =>
    socket.write(Buffer.concat([Buffer.from(head), bytes.subarray(0, 1)]), () => resolve()),
  );
  // It has begun when there is a draft of it.
  const drafts = async () =>
    (await readdir(join(partsFolder(), id)).catch(() => [])).filter((name) => name.endsWith('.draft'));
  for (const until = Date.now() + 60_000; (await drafts()).length === 0; await setTimeout(5))
    if (Date.now() > until) throw new Error('it has not begun');
  return async () => {
    // Whoever says that nothing follows is not answered.
    socket.write(bytes.subarray(1));
    const status = Number((await answered).split(' ')[1]);
    socket.destroy();
    return status;
  };
}

describe('somebody who means harm', () => {
  it.each([
    ['application/json', '{"a":[1,2]}'],
    ['application/json', '{"a":[1,'],
    ['application/json; charset=utf-7', '{}'],
    ['application/x-www-form-urlencoded', 'a=b&c=d'],
    ['multipart/form-data; boundary=x', '--x\r\n\r\n--x--'],
    ['text/html', '<p>'],
    ['', 'nothing said'],
  ])('S276 says of a part that it is %s: its bytes are what came, %s', async (type, text) => {
    const { roomId, mine, send } = await scene();
    const id = randomUUID();
    await mine.begin(roomId, { id, size: Buffer.byteLength(text) }).expect(201);
    const put = await fetch(`${world.url}/api/uploads/${id}/parts/0`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${bob.token}`, ...(type && { 'content-type': type }) },
      body: Buffer.from(text),
    });
    expect(put.status).toBe(204);
    await mine.complete(id).expect(200);
    expect(await send(id)).toMatchObject({ success: true });
    expect(String((await readingOf(world.url, alice)(id).expect(200)).body)).toBe(text);
  });

  it('S276 says that a part is packed: it is not unpacked', async () => {
    const { roomId, mine } = await scene();
    const id = randomUUID();
    await mine.begin(roomId, { id, size: 4 }).expect(201);
    const put = (length: string) =>
      request(world.url)
        .put(`/api/uploads/${id}/parts/0`)
        .auth(bob.token, { type: 'bearer' })
        .set('Content-Encoding', 'gzip')
        .set('Content-Type', 'application/json')
        .set('Content-Length', length)
        .send('abcd');
    await put('4').expect(204);
    expect(await mine.complete(id).expect(200)).toMatchObject({ body: { size: 4 } });
  });

  it.each([
    'x',
    '1.5',
    '-1',
    '1e9',
    '99999999999999999999',
    '%00',
    '..%2f..%2fobjects',
    'NaN',
    'Infinity',
    '0x',
    '[]',
  ])('S276 names the part %s, which there is not', async (part) => {
    const { roomId, mine } = await scene();
    const id = randomUUID();
    await mine.begin(roomId, { id, size: 4 }).expect(201);
    const answer = await request(world.url)
      .put(`/api/uploads/${id}/parts/${part}`)
      .auth(bob.token, { type: 'bearer' })
      .set('Content-Type', 'application/octet-stream')
      .send('abcd');
    expect([400, 404]).toContain(answer.status);
    expect((await mine.state(id)).body).toMatchObject({ stored: [] });
  });

  it('S276 begins again with another size, room or name under the same id', async () => {
    const { roomId, mine } = await scene();
    const other = await kitchen().open();
    const id = randomUUID();
    await mine.begin(roomId, { id, size: 4, name: 'a.txt' }).expect(201);
    expectRefusal(await mine.begin(roomId, { id, size: 5 }), 'CONFLICT');
    expectRefusal(await mine.begin(other.id, { id, size: 4 }), 'CONFLICT');
    await mine.begin(roomId, { id, size: 4, name: 'b.txt' }).expect(201);
    await mine.put(id, 0, Buffer.from('abcd')).expect(204);
    expect((await mine.complete(id).expect(200)).body).toMatchObject({ name: 'a.txt' });
  });

  it('S276 sends a part that comes to its end when another one was there and the file is complete: it stays as it was looked at', async () => {
    const { roomId, mine, send } = await scene();
    const id = randomUUID();
    await mine.begin(roomId, { id, size: PNG.length }).expect(201);
    const end = await slowly(id, randomBytes(PNG.length));
    await mine.put(id, 0, PNG).expect(204);
    const file = (await mine.complete(id).expect(200)).body as Attachment;
    expect(file.type).toBe('image/png');
    const before = await send(id);
    expect(before).toMatchObject({ success: true });
    expect([204, 400, 404]).toContain(await end());
    const { body } = await readingOf(world.url, alice)(id).expect(200);
    expect((body as Buffer).subarray(0, 8)).toEqual(PNG.subarray(0, 8));
    // What came behind it is not kept either.
    expect(await readdir(join(partsFolder(), id)).catch(() => [])).toEqual([]);
  });

  it('S276 lets two tabs finish the same upload, each with its own bytes: it is one of them, and the same for both', async () => {
    const { roomId, mine, send } = await scene();
    for (let round = 0; round < 5; round += 1) {
      const id = randomUUID();
      const [one, other] = [randomBytes(50_000), randomBytes(50_000)];
      await mine.begin(roomId, { id, size: one.length }).expect(201);
      const finish = async (bytes: Buffer) => {
        const put = await mine.put(id, 0, bytes);
        const done = await mine.complete(id);
        return [put.status, done.status];
      };
      const statuses = await Promise.all([finish(one), finish(other)]);
      for (const [put, done] of statuses) expect([put, done]).toEqual([204, 200]);
      expect(await send(id)).toMatchObject({ success: true });
      const { body } = await readingOf(world.url, alice)(id).expect(200);
      expect([one, other].some((bytes) => bytes.equals(body as Buffer))).toBe(true);
    }
  });

  it('S276 cancels while it is completed: afterwards there is a file, or nothing', async () => {
    const { roomId, mine, send } = await scene();
    for (let round = 0; round < 5; round += 1) {
      const id = randomUUID();
      await mine.begin(roomId, { id, size: PNG.length }).expect(201);
      await mine.put(id, 0, PNG).expect(204);
      const [done, gone] = await Promise.all([mine.complete(id), mine.cancel(id)]);
      expect(gone.status).toBe(204);
      expect([200, 404, 409]).toContain(done.status);
      expectRefusal(await mine.state(id), 'NOT_FOUND');
      expect(await send(id)).toMatchObject({ success: false, code: 'ATTACHMENT_NOT_FOUND' });
      expect(await readdir(join(partsFolder(), id)).catch(() => [])).toEqual([]);
    }
  });

  it.each([
    ['a\u0000b\u001b[31m\r\nSet-Cookie: x.txt', 'ab[31mSet-Cookie_ x.txt'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['\u2066\u2069\u200f\u061c', 'file'],
    ['..', 'file'],
    ['../../../etc/passwd', 'passwd'],
    ['C:\\Windows\\con.txt', '_con.txt'],
    ['\ud800half.txt', 'half.txt'],
    ['"; filename="evil.html', '_; filename=_evil.html'],
    ["a'b%00%2f..html", "a'b%00%2f..html"],
    [`${'\u05d0'.repeat(9_000)}.pdf`, `${'\u05d0'.repeat(FILE_LIMITS.nameMax - 4)}.pdf`],
    [`${'\u{1f469}'.repeat(2_000)}.png`, `${'\u{1f469}'.repeat(FILE_LIMITS.nameMax - 4)}.png`],
  ])(
    'S276 gives a file a name that is none, case %#: people read what can be shown and kept anywhere',
    async (given, shown) => {
      const { roomId, mine, send } = await scene();
      const file = await mine.upload(roomId, Buffer.from('x'), { name: given });
      expect(file.name).toBe(shown);
      expect(await send(file.id)).toMatchObject({ success: true });
      const answer = await readingOf(world.url, alice)(file.id, '?download=1').expect(200);
      const [, whole = ''] = (answer.get('Content-Disposition') ?? '').split("UTF-8''");
      expect(decodeURIComponent(whole)).toBe(shown);
      expect(answer.get('Set-Cookie')).toBeUndefined();
    },
  );

  it('names a file for longer than anybody reads', async () => {
    const { roomId, mine } = await scene();
    expectRefusal(await mine.begin(roomId, { size: 1, name: 'a'.repeat(10_001) }), 'VALIDATION', ['name']);
  });

  it('puts files of others, files in twice, and files that are not complete to a message or a draft', async () => {
    const { roomId, b, mine, send } = await scene();
    const ours = await mine.upload(roomId, PNG);
    const theirs = await uploads(alice).upload(roomId, PNG);
    const half = ((await mine.begin(roomId, { size: 5 }).expect(201)).body as UploadState).id;
    for (const ids of [[theirs.id], [ours.id, theirs.id], [half], [UNKNOWN_ID]])
      expect(await send(...ids)).toMatchObject({ success: false, code: 'ATTACHMENT_NOT_FOUND' });
    expect(await send(ours.id, ours.id)).toMatchObject({ success: false, code: 'VALIDATION' });
    const draft = { roomId, text: 'x', at: new Date().toISOString(), rev: 0 };
    const saved = await b.tell('draft:save', { ...draft, attachments: [theirs.id, half, ours.id] });
    expect(saved.draft.attachments?.map(({ id }) => id)).toEqual([ours.id]);
    // None of it has cost anybody a file.
    expect(await send(ours.id)).toMatchObject({ success: true });
    expect(await send(ours.id)).toMatchObject({ success: false, code: 'ATTACHMENT_NOT_FOUND' });
    expect((await uploads(alice).state(theirs.id)).status).toBe(200);
    for (const step of [mine.put(ours.id, 0, PNG), mine.complete(ours.id), mine.state(ours.id)])
      expectRefusal(await step, 'NOT_FOUND');
    await mine.cancel(ours.id).expect(204);
    await readingOf(world.url, alice)(ours.id).expect(200);
  });

  it('S276 asks for parts of a file that make no sense: all of it, or none, in no time', async () => {
    const { roomId, mine, send } = await scene();
    const bytes = randomBytes(1_000);
    const { id } = await mine.upload(roomId, bytes, { name: 'a.bin' });
    expect(await send(id)).toMatchObject({ success: true });
    const read = (range: string) => readingOf(world.url, alice)(id).set('Range', range);
    for (const range of ['bytes=-0', 'bytes=1000-', 'bytes=1000-1000', `bytes=${'9'.repeat(400)}-`])
      expect((await read(range)).status).toBe(416);
    for (const range of [
      'bytes=',
      'bytes=-',
      'bytes=--1',
      'bytes=5-2',
      'bytes= 0-0 , 1-1',
      'bytes=a-b',
      'octets=0-1',
    ]) {
      const answer = await read(range);
      expect([range, answer.status === 200 ? (answer.body as Buffer).length : answer.status]).toEqual([
        range,
        answer.status === 200 ? 1_000 : 416,
      ]);
    }
    expect((await read('bytes=-5000')).body).toEqual(bytes);
    expect((await read(`bytes=0-${'9'.repeat(400)}`)).body).toEqual(bytes);
  });

  it('asks for a file by what is no id, or for a copy that there is not', async () => {
    const { roomId, mine, send } = await scene();
    const { id } = await mine.upload(roomId, Buffer.from('text'), { name: 'a.txt' });
    expect(await send(id)).toMatchObject({ success: true });
    const caller = callerWith(world.url, alice.token);
    for (const path of [`${id}/small`, `${id}/large`, UNKNOWN_ID])
      expectRefusal(await caller.get(`/api/files/${path}`), 'NOT_FOUND');
    for (const path of [`${id}/huge`, '..%2f..%2fetc%2fpasswd', `${id}%00`, `${id}.small`, 'x'])
      expect((await caller.get(`/api/files/${path}`)).status).toBe(400);
    expect(mallory.token).toBeDefined();
    await readingOf(world.url, mallory)(id).expect(404);
  });
});
