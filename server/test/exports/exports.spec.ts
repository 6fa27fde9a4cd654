import { randomUUID } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import type { MyExport } from '@chatket/contract';
import { FileStore } from '../../src/files/index.js';
import { MakeExport } from '../../src/exports/make-export.js';
import { startApp } from '../support/app.js';
import { dataOf, entriesOf } from '../support/archive.js';
import { archiveOf, askForExport, downloading, exported } from '../support/exports.js';
import { deleteWholly } from '../support/living.js';
import { onLinux, openFiles } from '../support/open-files.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, promote, say } from '../support/rest.js';
import { scenery } from '../support/pictures.js';
import { PNG, uploadsOf } from '../support/uploads.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, mallory],
} = useWorld(['alice', 'mallory'], { RATE_LIMIT_MESSAGES: '10000', WRITES_PER_USER: '10000' });

const as = ({ token }: Person) => callerWith(world.url, token);
const stateOf = async (person: Person) =>
  (await as(person).get('/api/me/export').expect(200)).body as MyExport;
const someone = async () => ((await world.people.crowd(1)) as [Person])[0];
const download = (person: Person, id: string) =>
  downloading(world.url, id).auth(person.token, { type: 'bearer' });
const HOSTILE = `<script>alert(1)</script><img src=x onerror="alert(2)">'"&`;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
/** What is held in memory, without what nobody holds any more. */
function liveBytes(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/**
 * Looks again and again how much that is. To look stops everything: what is watched has four times as long as each look
 * has taken, or a machine that is busy would do nothing else, and lose its connections to the database.
 */
function watchLiveBytes(): { most: () => number; stop: () => void } {
  let most = 0;
  let timer = setTimeout(look, 500);
  function look() {
    const began = performance.now();
    most = Math.max(most, liveBytes());
    timer = setTimeout(look, Math.max(1_000, 4 * (performance.now() - began)));
  }
  return { most: () => most, stop: () => clearTimeout(timer) };
}

interface RoomData {
  room: { name: string | null; people: string[] | null };
  messages: {
    message: { text: string; sender?: { username: string } };
    isMine: boolean;
    versions: { text: string }[] | null;
  }[];
  marks: { emoji: string | null }[];
}
/** What stands in an export about rooms, in the order of the archive. */
const roomsOf = (entries: ReadonlyMap<string, Buffer>): RoomData[] =>
  [...entries.keys()]
    .filter((name) => name.startsWith('data/rooms/'))
    .sort()
    .map((name) => dataOf(entries, name.slice('data/'.length, -'.json'.length)) as RoomData);
const textsOf = (entries: ReadonlyMap<string, Buffer>) =>
  roomsOf(entries).flatMap(({ messages }) => messages.map(({ message }) => message.text));

describe('asking for an export', () => {
  it('S250 wants a fresh login, and there is one at a time, and one a day', async () => {
    const bob = await someone();
    await world.database.query(
      `UPDATE "Session" SET "createdAt" = now() - interval '1 hour' WHERE "userId" = $1`,
      [bob.id],
    );
    expectRefusal(await askForExport(world, bob), 'FRESH_LOGIN');
    expect(await stateOf(bob)).toEqual({ state: 'none' });
    await world.database.query('UPDATE "Session" SET "createdAt" = now() WHERE "userId" = $1', [bob.id]);
    expectRefusal(await askForExport(world, bob, 'xx'), 'VALIDATION', ['language']);

    const answers = await Promise.all(Array.from({ length: 5 }, () => askForExport(world, bob)));
    for (const { status, body } of answers)
      expect({ status, body: body as MyExport }).toEqual({
        status: 200,
        body: { state: 'underWay', askedAt: expect.any(String) },
      });
    const ready = await exported(world, bob);
    expect(ready).toMatchObject({ state: 'ready', id: expect.any(String), nextAt: expect.any(String) });
    expectRefusal(await askForExport(world, bob), 'LIMIT_REACHED');
    expect(await stateOf(bob)).toEqual(ready);
  });

  it('gives another one a day later, and the older one is no more', async () => {
    const bob = await someone();
    const first = await exported(world, bob);
    await world.database.query(
      `UPDATE "PersonalExport" SET "askedAt" = now() - interval '25 hours' WHERE "userId" = $1`,
      [bob.id],
    );
    const second = await exported(world, bob);
    expect(second.id).not.toBe(first.id);
    expectRefusal(await download(bob, first.id ?? ''), 'NOT_FOUND');
    await download(bob, second.id ?? '').expect(200);
  });

  it('tells all devices, the list of alerts and its count; once it is fetched it is read', async () => {
    const bob = await someone();
    const device = await world.people.connectLog(bob);
    const { id = '', readyAt } = await exported(world, bob);
    expect(await device.next('export:changed')).toMatchObject({ state: 'ready', id });
    const alerts = async () => (await as(bob).get('/api/alerts').expect(200)).body as object;
    const unread = async () =>
      ((await as(bob).get('/api/me/notifications').expect(200)).body as { unread: number }).unread;
    expect(await alerts()).toEqual({ alerts: [], exported: { at: readyAt, isRead: false } });
    expect(await unread()).toBe(1);
    await download(bob, id).expect(200);
    expect(await alerts()).toEqual({ alerts: [], exported: { at: readyAt, isRead: true } });
    expect(await unread()).toBe(0);
  });
});

describe('an export', () => {
  it('S251 is for its person alone, also by the cookie of a browser', async () => {
    const bob = await someone();
    const { id = '' } = await exported(world, bob);
    expectRefusal(await downloading(world.url, id), 'UNAUTHENTICATED');
    for (const [person, asked] of [
      [mallory, id],
      [alice, id],
      [bob, bob.id],
    ] as const)
      expectRefusal(await download(person, asked), 'NOT_FOUND');
    const kept = await as(bob).post('/api/files/cookie').expect(204);
    const answer = await downloading(world.url, id)
      .set('Cookie', String(kept.get('Set-Cookie')?.[0]))
      .expect(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': expect.stringMatching(/^attachment; filename="chatket-/),
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    });
    expect([...(await entriesOf(answer.body as Buffer)).keys()]).toContain('index.html');
  });

  onLinux('S251 that cannot be handed out is not held open', async () => {
    const bob = await someone();
    const { id = '' } = await exported(world, bob);
    const [row] = await world.database.query<{ key: string }>(
      'SELECT key FROM "PersonalExport" WHERE "userId" = $1',
      [bob.id],
    );
    await world.database.query(
      `CREATE FUNCTION not_seen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not seen'; END $$`,
    );
    await world.database.query(
      'CREATE TRIGGER not_seen BEFORE UPDATE ON "PersonalExport" FOR EACH ROW EXECUTE FUNCTION not_seen()',
    );
    await download(bob, id).expect(500);
    await world.database.query('DROP FUNCTION not_seen CASCADE');
    // Files are closed behind the answer.
    await callerWith(world.url, bob.token).get('/api/health').expect(200);
    expect(openFiles(row?.key ?? 'none')).toEqual([]);
    await download(bob, id).expect(200);
  });

  it('S252 has my messages with their versions, and of direct rooms both sides; of other rooms nothing of others', async () => {
    const [bob, carol] = (await world.people.crowd(2)) as [Person, Person];
    const room = await world.people.createRoom(alice);
    await world.people.join(bob, room.id);
    await world.people.join(carol, room.id);
    const b = await world.people.connectLog(bob);
    await b.tell('room:join', { roomId: room.id });
    const [own = ''] = await say(world, room, bob, ['first try']);
    const [hers = ''] = await say(world, room, carol, ['what carol said to all']);
    await b.tell('message:edit', { roomId: room.id, messageId: own, text: 'second try', rev: 0 });
    await b.tell('message:react', { roomId: room.id, messageId: hers, emoji: '👍', on: true });
    const direct = (await as(bob).post('/api/direct', { userIds: [carol.id] })).body as { id: string };
    await say(world, direct, bob, ['hello carol']);
    await say(world, direct, carol, ['hello bob']);

    const entries = await archiveOf(world, bob);
    expect(textsOf(entries).sort()).toEqual(['hello bob', 'hello carol', 'second try']);
    const rooms = roomsOf(entries);
    expect(rooms.flatMap(({ messages }) => messages.flatMap(({ versions }) => versions ?? []))).toMatchObject(
      [{ text: 'first try' }],
    );
    expect(rooms.flatMap(({ marks }) => marks)).toMatchObject([{ messageId: hers, emoji: '👍' }]);
    expect(rooms.map((each) => each.room.people ?? each.room.name)).toEqual(
      expect.arrayContaining([[carol.username], room.name]),
    );
    for (const [name, bytes] of entries)
      expect({ name, text: String(bytes) }).not.toMatchObject({
        text: expect.stringContaining('what carol said'),
      });
  });

  it('S252 tells nothing of a private room that was left but what was written there', async () => {
    const [bob, carol] = (await world.people.crowd(2)) as [Person, Person];
    const room = (await as(alice).post('/api/rooms', { name: 'Secret plans', kind: 'private' }).expect(201))
      .body as {
      id: string;
    };
    for (const each of [bob, carol])
      await as(alice).put(`/api/rooms/${room.id}/members/${each.id}`, { role: 0 });
    await promote(world, alice, room, 'owner');
    const [id = ''] = await say(world, room, bob, ['I was there']);
    await world.people.leaveForGood(bob, room.id);
    const c = await world.people.connectLog(carol);
    await c.tell('room:join', { roomId: room.id });
    await c.tell('message:react', { roomId: room.id, messageId: id, emoji: '🎉', on: true });
    const entries = await archiveOf(world, bob);
    expect(textsOf(entries)).toEqual(['I was there']);
    const all = [...entries.values()].map(String).join('\n');
    for (const word of ['Secret plans', '🎉', carol.username]) expect(all).not.toContain(word);
  });

  it('S253 says hostile names and texts as texts, in both languages', async () => {
    for (const language of ['en', 'tr']) {
      const bob = await someone();
      const room = await world.people.createRoom(bob, HOSTILE.slice(0, 40));
      await say(world, room, bob, [HOSTILE]);
      await as(bob).patch('/api/me/profile', { about: HOSTILE });
      const file = await uploadsOf(world.url, bob).upload(room.id, PNG, { name: '../../<b>&..\\evil.png' });
      const b = await world.people.connectLog(bob);
      await b.tell('room:join', { roomId: room.id });
      await b.tell('message:send', {
        roomId: room.id,
        text: '',
        clientMsgId: 'hostile-1',
        attachments: [file.id],
      });
      const entries = await archiveOf(world, bob, language);
      const pages = [...entries].filter(([name]) => name.endsWith('.html'));
      expect(pages.length).toBeGreaterThan(3);
      for (const [, bytes] of pages) {
        expect(String(bytes)).toContain(`<html lang="${language}">`);
        expect(String(bytes)).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
        expect(String(bytes)).not.toMatch(/<(script|img|b>&)|onerror="/);
      }
      expect(pages.map(([, bytes]) => String(bytes)).join('')).toContain(
        '&lt;script&gt;alert(1)&lt;/script&gt;',
      );
      const names = [...entries.keys()].filter((name) => name.startsWith('files/'));
      expect(names).toEqual([expect.stringMatching(/^files\/[0-9a-f]{12}-[^/\\<>]*evil\.png$/)]);
      expect((dataOf(entries, 'pages/files-1') as { path: string }[])[0]?.path).toBe(names[0]);
    }
  });

  it('has my picture, what I have told of threads, and the files of drafts; what a scanner warns of only by name', async () => {
    const bob = await someone();
    const room = await world.people.createRoom(bob);
    const { body: profile } = await as(bob)
      .put('/api/me/picture')
      .set('Content-Type', 'application/octet-stream')
      .send(await scenery(300, 300).png().toBuffer())
      .expect(200);
    expect(profile).toHaveProperty('picture');
    const uploads = uploadsOf(world.url, bob);
    const drafted = await uploads.upload(room.id, PNG, { name: 'drafted.png' });
    const harmful = await uploads.upload(room.id, PNG, { name: 'harmful.png' });
    const b = await world.people.connectLog(bob);
    const [rootId = ''] = await say(world, room, bob, ['a root']);
    await world.database.query(
      `INSERT INTO "Draft" ("userId", "roomId", "threadId", text, at, rev, attachments) VALUES ($1, $2, $2, 'half', now(), 1, $3)`,
      [bob.id, room.id, [drafted.id]],
    );
    await b.tell('thread:follow', { roomId: room.id, rootId, on: true, level: 'mentions' });
    await world.database.query('UPDATE "Attachment" SET "isHarmful" = true WHERE id = $1', [harmful.id]);

    const entries = await archiveOf(world, bob);
    expect(dataOf(entries, 'pages/account-1')).toMatchObject([{ picture: 'files/picture.webp' }]);
    expect(entries.get('files/picture.webp')?.length).toBeGreaterThan(0);
    expect(dataOf(entries, 'pages/drafts-1')).toMatchObject([{ text: 'half', files: [drafted.id] }]);
    expect(dataOf(entries, 'pages/threads-1')).toMatchObject([{ messageId: rootId, level: 'mentions' }]);
    const files = dataOf(entries, 'pages/files-1') as { name: string; path: string | null }[];
    expect(files.find(({ name }) => name === 'harmful.png')).toMatchObject({ path: null });
    expect([...entries.keys()].filter((name) => name.endsWith('.png'))).toEqual([
      expect.stringContaining('drafted.png'),
    ]);
  });

  it('S251 goes after a week, and with its account, and so do its bytes', async () => {
    const [bob, carol] = (await world.people.crowd(2)) as [Person, Person];
    const keyOf = async ({ id }: Person) => {
      const [row] = await world.database.query<{ key: string }>(
        'SELECT key FROM "PersonalExport" WHERE "userId" = $1',
        [id],
      );
      return row?.key ?? '';
    };
    const old = await exported(world, bob);
    await exported(world, carol);
    const keys = [await keyOf(bob), await keyOf(carol)];
    const store = world.app.get(FileStore);
    for (const key of keys) expect(await store.sizeOf(key)).toBeGreaterThan(0);
    await world.database.query(`UPDATE "PersonalExport" SET "expiresAt" = now() WHERE "userId" = $1`, [
      bob.id,
    ]);
    expectRefusal(await download(bob, old.id ?? ''), 'NOT_FOUND');
    expect(await stateOf(bob)).toEqual({ state: 'none' });
    await deleteWholly(world, carol);
    await world.app.get(MakeExport).sweep();
    for (const key of keys) expect(await store.sizeOf(key)).toBeUndefined();
    expect(await world.database.query('SELECT * FROM "GoneExport"')).toEqual([]);
  });

  it('is made anew by another server where one has died, and what was begun is removed', async () => {
    const bob = await someone();
    await world.app.get(MakeExport).sweep();
    const id = randomUUID();
    await world.database.query(
      `INSERT INTO "PersonalExport" ("userId", id, language, key) VALUES ($1, $2, 'en', $3)`,
      [bob.id, id, 'f'.repeat(48)],
    );
    const other = await startApp({ DATABASE_URL: world.database.url });
    try {
      await other.app.get(MakeExport).run(bob.id, id);
      expect(await stateOf(bob)).toMatchObject({ state: 'ready', id });
      // Whoever comes late to it has nothing to do.
      await world.app.get(MakeExport).run(bob.id, id);
      expect(await world.database.query('SELECT key FROM "GoneExport"')).toEqual([{ key: 'f'.repeat(48) }]);
      await world.app.get(MakeExport).sweep();
      expect(await world.database.query('SELECT key FROM "GoneExport"')).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it('waits for its turn as long as that takes; what was begun a day ago and is not there is given up', async () => {
    const [bob, carol] = (await world.people.crowd(2)) as [Person, Person];
    const ids = new Map([bob, carol].map((person) => [person.id, randomUUID()]));
    await world.database.query(
      `INSERT INTO "PersonalExport" ("userId", id, language, "askedAt", "begunAt", key)
       VALUES ($1, $2, 'en', now() - interval '3 days', NULL, NULL),
         ($3, $4, 'en', now() - interval '3 days', now() - interval '25 hours', $5)`,
      [bob.id, ids.get(bob.id), carol.id, ids.get(carol.id), 'e'.repeat(48)],
    );
    await world.app.get(MakeExport).sweep();
    expect(await stateOf(bob)).not.toMatchObject({ state: 'failed' });
    expect(await stateOf(carol)).toMatchObject({ state: 'failed' });
    await world.app.get(MakeExport).run(bob.id, ids.get(bob.id) ?? '');
    expect(await stateOf(bob)).toMatchObject({ state: 'ready', id: ids.get(bob.id) });
  });

  it('that takes too long is given up, and nothing of it stays', async () => {
    const bob = await someone();
    const id = randomUUID();
    await world.database.query(
      `INSERT INTO "PersonalExport" ("userId", id, language) VALUES ($1, $2, 'en')`,
      [bob.id, id],
    );
    await world.app.get(MakeExport).run(bob.id, id, 0);
    expect(await stateOf(bob)).toMatchObject({ state: 'failed' });
    expect(await world.database.query('SELECT key FROM "GoneExport"')).toEqual([]);
    // It does not keep its person from another one.
    expect(await exported(world, bob)).toMatchObject({ state: 'ready' });
  });

  it('of many messages holds no more than a few of them in memory', async () => {
    const bob = await someone();
    const room = await world.people.createRoom(bob);
    const count = 40_000;
    await world.database.query(
      `INSERT INTO "Message" (id, "roomId", seq, "senderId", "clientMsgId", text, "createdAt")
       SELECT gen_random_uuid(), $1, n + 10, $2, 'many-' || n, repeat('What I have said, number ' || n, 60), now()
       FROM generate_series(1, ${String(count)}) AS n`,
      [room.id, bob.id],
    );
    await world.database.query('UPDATE "Room" SET "lastSeq" = $2 WHERE id = $1', [room.id, count + 10]);
    await world.database.query('ANALYZE "Message"');
    // Held as they come from the database, they are some 130 MB; what the server has loaded meanwhile is some 20.
    const before = liveBytes();
    const watch = watchLiveBytes();
    const { id = '', size } = await exported(world, bob).finally(() => watch.stop());
    expect(watch.most() - before).toBeLessThan(60 * 1024 * 1024);
    expect(size).toBeGreaterThan(100_000);
    const entries = await entriesOf((await download(bob, id).expect(200)).body as Buffer);
    expect(roomsOf(entries).reduce((sum, { messages }) => sum + messages.length, 0)).toBe(count);
  }, 900_000);
});
