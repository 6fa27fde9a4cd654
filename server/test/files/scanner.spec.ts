import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Attachment, type AuditEntry, isMessageChange } from '@chatket/contract';
import { Clamd, THREAT } from '../../../rig/clamd.mjs';
import { TEST_ENVIRONMENT } from '../../../rig/environment.mjs';
import { Config } from '../../src/config/index.js';
import { CheckFiles } from '../../src/files/check-files.js';
import { FileStore } from '../../src/files/file-store.js';
import { Scanner, send } from '../../src/files/scanner.js';
import { startApp, type TestApp } from '../support/app.js';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal } from '../support/rest.js';
import { PNG, uploadsOf } from '../support/uploads.js';

const CLEAN = Buffer.from('soup');
const HARMFUL = Buffer.from(`before ${THREAT.text} behind`);
let clamd: Clamd;
let world: TestApp;
let alice: Person;
let bob: Person;

beforeAll(async () => {
  clamd = await Clamd.make();
  world = await startApp({ CLAMAV_URL: clamd.url });
  [alice, bob] = await world.people.cast('alice', 'bob');
});
afterAll(async () => {
  await world.close();
  await clamd.close();
});

const uploads = () => uploadsOf(world.url, bob);
const read = ({ token }: Person, id: string) => callerWith(world.url, token).get(`/api/files/${id}`);
const stored = async () => {
  const found: string[] = [];
  for await (const { name } of world.app.get(FileStore).objects()) found.push(name);
  return found;
};
const audited = async (roomId: string) =>
  ((await callerWith(world.url, alice.token).get(`/api/rooms/${roomId}/audit`)).body as AuditEntry[]).filter(
    ({ action }) => action === 'file.blocked',
  );
const byName = (one?: Record<string, unknown>, other?: Record<string, unknown>) =>
  String(one?.name).localeCompare(String(other?.name));
let sent = 0;
const key = () => `scan-key-${String((sent += 1)).padStart(4, '0')}`;

/** A room of alice's with bob in it. */
async function scene() {
  const { id: roomId } = await world.people.createRoom(alice, `Kitchen ${String((sent += 1))}`);
  await world.people.join(bob, roomId);
  const [a, b] = [await world.people.connectLog(alice), await world.people.connectLog(bob)];
  await a.tell('room:join', { roomId });
  const send = (file: Attachment) =>
    b.tell('message:send', { roomId, text: '', clientMsgId: key(), attachments: [file.id] });
  return { roomId, a, b, send };
}

/** What somebody is told of the files of messages, the latest of each. */
function checksIn(device: Device): Map<string, Attachment['check']> {
  const logs = device.all('room:log');
  const changes = logs.flatMap(({ entries }) => entries.filter(isMessageChange));
  return new Map(changes.map(({ message }) => [message.messageId, message.attachments?.[0]?.check]));
}

describe('a scanner', () => {
  it('S103 refuses what it warns of, keeps nothing of it, and the audit log says so', async () => {
    await clamd.start();
    const { roomId, send } = await scene();
    const clean = await uploads().upload(roomId, CLEAN, { name: 'soup.txt' });
    expect(clean).not.toHaveProperty('check');
    await send(clean);
    expect((await read(alice, clean.id)).status).toBe(200);
    const before = await stored();
    const id = randomUUID();
    await uploads().begin(roomId, { id, name: 'evil.txt', size: HARMFUL.length }).expect(201);
    await uploads().put(id, 0, HARMFUL).expect(204);
    expectRefusal(await uploads().complete(id), 'FILE_HARMFUL');
    expectRefusal(await uploads().state(id), 'NOT_FOUND');
    expect(await stored()).toEqual(before);
    expect(await audited(roomId)).toMatchObject([
      { person: { username: 'bob' }, targetId: id, after: { name: 'evil.txt', threat: THREAT.name } },
    ]);
    expect((await audited(roomId))[0]).not.toHaveProperty('actor');
    await clamd.stop();
  });

  it('S103 that is away leaves files with their uploaders alone, until it has looked', async () => {
    await clamd.stop();
    const { roomId, a, send } = await scene();
    const other = await world.people.createRoom(alice, `Cellar ${String((sent += 1))}`);
    const files = [
      await uploads().upload(roomId, CLEAN, { name: 'soup.txt' }),
      await uploads().upload(roomId, HARMFUL, { name: 'evil.txt' }),
      await uploads().upload(roomId, PNG),
    ];
    const unsent = await uploads().upload(roomId, HARMFUL, { name: 'kept.txt' });
    for (const { check } of files) expect(check).toBe('waiting');
    const messages = [];
    for (const file of files) messages.push((await send(file)).messageId);
    const [soup = '', evil = '', picture = ''] = messages;
    const brought = await a.tell('message:forward', {
      roomId: other.id,
      messageId: evil,
      clientMsgId: key(),
    });
    const copies = await world.database.query(`SELECT id FROM "Attachment" WHERE "messageId" = $1`, [
      brought.messageId,
    ]);
    const copy = String((copies as unknown as { id: string }[])[0]?.id);
    for (const { id } of [...files, { id: copy }]) expectRefusal(await read(alice, id), 'NOT_FOUND');
    expectRefusal(
      await callerWith(world.url, alice.token).get(`/api/files/${files[2]?.id ?? ''}/small`),
      'NOT_FOUND',
    );
    for (const { id } of files) expect((await read(bob, id)).status).toBe(200);

    const check = world.app.get(CheckFiles);
    await check.run();
    expectRefusal(await read(alice, files[0]?.id ?? ''), 'NOT_FOUND');
    await clamd.start();
    await check.run();
    await a.next('room:log', () => checksIn(a).size === 3);
    expect(checksIn(a)).toEqual(
      new Map([
        [soup, undefined],
        [evil, 'harmful'],
        [picture, undefined],
      ]),
    );
    for (const place of [0, 2]) expect((await read(alice, files[place]?.id ?? '')).status).toBe(200);
    for (const person of [alice, bob]) expectRefusal(await read(person, files[1]?.id ?? ''), 'NOT_FOUND');
    expectRefusal(await read(alice, copy), 'NOT_FOUND');
    expectRefusal(await uploads().state(unsent.id), 'NOT_FOUND');
    expect((await audited(roomId)).map(({ after }) => after?.name).sort()).toEqual(['evil.txt', 'kept.txt']);
    expect(await audited(other.id)).toHaveLength(1);
    await check.run();
    const keys = (await world.database.query(
      `SELECT key FROM "Attachment" WHERE "isHarmful"`,
    )) as unknown as {
      key: string;
    }[];
    const kept = await stored();
    for (const { key } of keys) expect(kept).not.toContain(key);
    await clamd.stop();
  });

  it('S103 that is away is asked for one file a time, another one each time', async () => {
    await clamd.stop();
    const { roomId } = await scene();
    const ids: string[] = [];
    for (const name of ['one.txt', 'two.txt', 'three.txt'])
      ids.push((await uploads().upload(roomId, CLEAN, { name })).id);
    await world.database.query(
      `UPDATE "Attachment" SET "uncheckedAt" = now() - interval '1 hour' + array_position($1::uuid[], id) * interval '1 minute'
       WHERE id = ANY ($1)`,
      [ids],
    );
    /** Those that nobody has asked about meanwhile. */
    const left = async () =>
      (
        await world.database.query<{ id: string }>(
          `SELECT id FROM "Attachment" WHERE id = ANY ($1) AND "uncheckedAt" < now() - interval '30 minutes'
           ORDER BY "uncheckedAt"`,
          [ids],
        )
      ).map(({ id }) => id);
    const check = world.app.get(CheckFiles);
    for (const rest of [ids.slice(1), ids.slice(2), []]) {
      await check.run();
      expect(await left()).toEqual(rest);
    }
    await clamd.start();
    await check.run();
    expect(await world.database.query(`SELECT 1 FROM "Attachment" WHERE "uncheckedAt" IS NOT NULL`)).toEqual(
      [],
    );
    await clamd.stop();
  });

  it('S103 keeps no byte of what it warns of, also where the check is cut off', async () => {
    await clamd.stop();
    const { roomId } = await scene();
    for (const name of ['one.txt', 'two.txt']) await uploads().upload(roomId, HARMFUL, { name });
    const waiting = await world.database.query<{ id: string; key: string }>(
      `SELECT id, key FROM "Attachment" WHERE "uncheckedAt" IS NOT NULL ORDER BY "uncheckedAt"`,
    );
    expect(waiting).toHaveLength(2);
    await world.database.query(
      `CREATE FUNCTION cut_off() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'cut off'; END $$`,
    );
    await world.database.query(
      `CREATE TRIGGER cut_off BEFORE DELETE ON "Attachment" FOR EACH ROW WHEN (OLD.id = '${waiting[1]?.id ?? ''}')
       EXECUTE FUNCTION cut_off()`,
    );
    await clamd.start();
    const check = world.app.get(CheckFiles);
    await expect(check.run()).rejects.toThrow();
    for (const { key } of waiting) expect(await stored()).not.toContain(key);
    await world.database.query('DROP FUNCTION cut_off CASCADE');
    await check.run();
    // What it was is known, whoever has to say it once more.
    expect((await audited(roomId)).map(({ after }) => after).sort(byName)).toEqual([
      { name: 'one.txt', threat: THREAT.name },
      { name: 'two.txt', threat: THREAT.name },
    ]);
    await clamd.stop();
  });

  it('S103 that takes files and says nothing is away', async () => {
    const silent = createServer((socket) => void socket.resume());
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const scanner = new Scanner(
      new Config({
        ...TEST_ENVIRONMENT,
        DATABASE_URL: world.database.url,
        CLAMAV_URL: `tcp://127.0.0.1:${String(port)}`,
      }),
    );
    expect(await scanner.scan(() => Promise.resolve(Readable.from([CLEAN])), 50)).toEqual({ kind: 'away' });
    await new Promise((resolve) => silent.close(resolve));
  });

  it('S103 has no more to listen to for a large file than for a small one', async () => {
    const reading = createServer((socket) => void socket.resume());
    await new Promise<void>((resolve) => reading.listen(0, '127.0.0.1', resolve));
    const socket = connect((reading.address() as AddressInfo).port, '127.0.0.1');
    await once(socket, 'connect');
    const counts: number[] = [];
    async function* large() {
      for (let pieces = 0; pieces < 50; pieces += 1) {
        yield Buffer.alloc(256 * 1024);
        await Promise.resolve();
        counts.push(socket.listenerCount('close'));
      }
    }
    await send(large(), socket);
    expect(counts).toHaveLength(50);
    expect(Math.max(...counts)).toBe(counts[0]);
    socket.destroy();
    await new Promise((resolve) => reading.close(resolve));
  });

  it('S103 that does not look at all of a file has not looked at it', async () => {
    await clamd.start();
    const { roomId } = await scene();
    const large = Buffer.alloc(3 * 1024 * 1024, 'x');
    expect(await uploads().upload(roomId, large, { name: 'large.bin' })).toMatchObject({ check: 'waiting' });
    await world.app.get(CheckFiles).run();
    expect(await uploads().upload(roomId, CLEAN, { name: 'soup.txt' })).not.toHaveProperty('check');
  });
});
