import { describe, expect, it } from '@jest/globals';
import type { Attachment } from '@chatket/contract';
import request from 'supertest';
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
const read = (person: Person, id: string, query = '') => readingOf(world.url, person)(id, query);
let sent = 0;
const key = () => `read-key-${String((sent += 1)).padStart(4, '0')}`;

/** A file of bob's in a room of alice's. */
async function scene(bytes: Buffer = PNG, name = 'a.png') {
  const room = await kitchen().open();
  const b = await kitchen().following(bob, room);
  const file = await uploadsOf(world.url, bob).upload(room.id, bytes, { name });
  const { messageId } = await b.tell('message:send', {
    roomId: room.id,
    text: '',
    clientMsgId: key(),
    attachments: [file.id],
  });
  return { room, roomId: room.id, b, file, messageId };
}

/** The cookie for files of somebody's login. */
async function cookieOf(person: Person): Promise<string> {
  const answer = await callerWith(world.url, person.token).post('/api/files/cookie').expect(204);
  return String(answer.get('Set-Cookie')?.[0]);
}

describe('a file', () => {
  it.each([
    ['a.png', '<html><script>alert(1)</script></html>'],
    ['a.png', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['a.jpg', '<?xml version="1.0"?><a/>'],
    ['a.gif', 'alert(document.domain)'],
    ['a.png', '%PDF-1.7\n/OpenAction <</S/JavaScript/JS(app.alert(1))>>'],
    ['a.webp', 'MZ\x90\0\x03\0\0\0'],
  ])('S095 that is something else than its name %s says is octets to be kept: %s', async (name, text) => {
    const { file } = await scene(Buffer.from(text, 'latin1'), name);
    const answer = await read(alice, file.id).expect(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringMatching(/^attachment; /),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  it('S095 that is a picture with a page behind it is a picture, and can do nothing', async () => {
    const { file } = await scene(Buffer.concat([PNG, Buffer.from('<script>alert(1)</script>')]), 'a.html');
    const answer = await read(alice, file.id).expect(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': expect.stringMatching(/^inline; /),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
    });
    expect(String(answer.body)).not.toContain('script');
    const kept = await read(alice, file.id, '?download=1').expect(200);
    expect(kept.get('Content-Disposition')).toMatch(/^attachment; /);
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\boot.ini', 'boot.ini'],
    ['a\0.png', 'a.png'],
    ['a\r\nSet-Cookie: x=1.png', 'aSet-Cookie_ x=1.png'],
    ['gpj.\u202Eexe', 'gpj.exe'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['.htaccess', 'htaccess'],
    ['...', 'file'],
    ['\u200b', 'file'],
    ['Öğle "yemeği".png', 'Öğle _yemeği_.png'],
    [`${'x'.repeat(5_000)}.png`, `${'x'.repeat(196)}.png`],
  ])('S098 is named for people only: %j', async (given, name) => {
    const { file } = await scene(PNG, given);
    expect(file.name).toBe(name);
    const answer = await read(alice, file.id).expect(200);
    const disposition = answer.get('Content-Disposition') ?? '';
    expect(disposition).toMatch(/^inline; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w.%~!#$&+^`|-]+$/);
    expect(decodeURIComponent(disposition.split("UTF-8''")[1] ?? '')).toBe(name);
    expect(answer.headers).not.toHaveProperty('set-cookie');
  });

  it('S101 is the same 404 to all who may not read its message', async () => {
    const { room, roomId, b, file, messageId } = await scene();
    const answer404 = async (person: Person, id: string) => {
      const answer = await read(person, id).expect(404);
      expect(answer.get('Cache-Control')).toBe('private, no-store');
      const { traceId: _, ...body } = JSON.parse(String(answer.body)) as { traceId: string };
      return body;
    };
    const nowhere = await answer404(mallory, UNKNOWN_ID);
    expect(await answer404(mallory, file.id)).toEqual(nowhere);
    await world.people.join(mallory, roomId);
    await read(mallory, file.id).expect(200);
    await callerWith(world.url, mallory.token).delete(`/api/rooms/${roomId}/membership`).expect(204);
    expect(await answer404(mallory, file.id)).toEqual(nowhere);
    const unsent = await uploadsOf(world.url, bob).upload(roomId, PNG);
    for (const person of [alice, bob]) expect(await answer404(person, unsent.id)).toEqual(nowhere);
    // Nobody reads what was said before they came.
    await callerWith(world.url, alice.token)
      .patch(`/api/rooms/${room.id}`, { history: 'sinceJoin' })
      .expect(200);
    await world.people.join(mallory, roomId);
    expect(await answer404(mallory, file.id)).toEqual(nowhere);
    await b.tell('message:delete', { roomId, messageId });
    expect(await answer404(alice, file.id)).toEqual(nowhere);
    const anonymous = await request(world.url).get(`/api/files/${file.id}`);
    expectRefusal(anonymous, 'UNAUTHENTICATED');
    expect(anonymous.get('Cache-Control')).toBe('private, no-store');
  });

  it('S101 is read by a cookie that reads nothing else, and ends with its login', async () => {
    const { file } = await scene();
    const login = await world.people.logIn(carol.username);
    const header = await cookieOf(login);
    expect(header).toMatch(
      /^chatket-f-[0-9a-f]{8}=.+; Path=\/api\/files; Max-Age=\d+; HttpOnly; SameSite=Strict$/,
    );
    const cookie = header.split(';')[0] ?? '';
    const byCookie = (path: string, value = cookie) => request(world.url).get(path).set('Cookie', value);
    await byCookie(`/api/files/${file.id}`).expect(200);
    for (const path of ['/api/users/me', '/api/rooms', `/api/uploads/${file.id}`])
      await byCookie(path).expect(401);
    await byCookie(`/api/files/${file.id}`, `${cookie.slice(0, -2)}AA`).expect(401);
    await callerWith(world.url, login.token).post('/api/auth/logout').expect(204);
    await byCookie(`/api/files/${file.id}`).expect(401);
  });

  it('is sent once, and in parts', async () => {
    const bytes = Buffer.alloc(5_000, 'wxyz');
    const { file } = await scene(bytes);
    const whole = await read(alice, file.id).expect(200);
    expect(whole.get('Cache-Control')).toBe('private, no-cache');
    const tag = whole.get('ETag') ?? '';
    await read(alice, file.id).set('If-None-Match', tag).expect(304);
    await read(mallory, file.id).set('If-None-Match', tag).expect(404);
    for (const [range, start, end] of [
      ['bytes=0-9', 0, 10],
      ['bytes=100-', 100, bytes.length],
      ['bytes=-5', bytes.length - 5, bytes.length],
      [`bytes=10-99999999`, 10, bytes.length],
    ] as const) {
      const part = await read(alice, file.id).set('Range', range).expect(206);
      expect(part.body).toEqual(bytes.subarray(start, end));
      expect(part.get('Content-Range')).toBe(
        `bytes ${String(start)}-${String(end - 1)}/${String(bytes.length)}`,
      );
    }
    await read(alice, file.id).set('Range', 'bytes=0-9').set('If-Range', '"another"').expect(200);
    const head = await callerWith(world.url, alice.token).get(`/api/files/${file.id}`).expect(200);
    expect(head.get('Content-Length')).toBe(String(bytes.length));
  });

  it('S104 is whole or refused to whoever asks for a thousand parts', async () => {
    const { file } = await scene();
    const many = Array.from({ length: 1_000 }, (_, index) => `${String(index % 60)}-`).join(',');
    expect((await read(alice, file.id).set('Range', `bytes=${many}`)).body).toEqual(PNG);
    for (const range of ['bytes=9999-', 'bytes=99999-100000'])
      await read(alice, file.id).set('Range', range).expect(416);
    for (const range of ['bytes=a-b', 'lines=0-1', 'bytes'])
      await read(alice, file.id).set('Range', range).expect(200);
  });

  it('of those who were in a chat is told with its size and measures', async () => {
    const { file } = await scene();
    expect(file).toEqual({
      id: file.id,
      name: 'a.png',
      size: PNG.length,
      type: 'image/png',
      width: 1,
      height: 1,
      thumbhash: expect.any(String),
    } satisfies { [Key in keyof Attachment]?: unknown });
  });
});
