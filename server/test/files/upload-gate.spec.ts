import { randomBytes, randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { FILE_LIMITS } from '@chatket/contract';
import { UploadGate } from '../../src/files/upload-gate.js';
import type { Person } from '../support/people.js';
import { callerWith } from '../support/rest.js';
import { readingOf, uploadsOf } from '../support/uploads.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, carol, mallory],
} = useWorld(['alice', 'bob', 'carol', 'mallory'], { RATE_LIMIT_MESSAGES: '100000' });

const uploads = (person: Person) => uploadsOf(world.url, person);
const state = () => world.app.get(UploadGate).state;
const EMPTY = { taken: 0, waiting: 0 };

/** Nothing has a place, and nothing waits for one. */
async function isEmpty(): Promise<void> {
  while (state().taken + state().waiting > 0) await turn();
  expect(state()).toEqual(EMPTY);
}

/** Begins to send a part, and does not end. */
async function begunPart(person: Person, id: string): Promise<Socket> {
  const socket = connect(Number(new URL(world.url).port), '127.0.0.1');
  const head = `PUT /api/uploads/${id}/parts/0 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${person.token}\r\nContent-Length: 1000\r\n\r\n`;
  await new Promise<void>((resolve) => socket.write(`${head}only this`, () => resolve()));
  return socket;
}

describe('many uploads at once', () => {
  it('of 200 each becomes a file, and whoever sends meanwhile is answered', async () => {
    const room = await world.people.createRoom(alice, 'Kitchen');
    const people = [alice, bob, carol, mallory];
    for (const person of [bob, carol, mallory])
      await callerWith(world.url, person.token).post(`/api/rooms/${room.id}/join`).expect(201);
    const device = await world.people.connectLog(alice);
    const bytes = randomBytes(20_000);
    let isDone = false;
    const uploading = Promise.all(
      people.flatMap((person) => Array.from({ length: 50 }, () => uploads(person).upload(room.id, bytes))),
    ).finally(() => (isDone = true));
    for (let count = 0; !isDone; count += 1) {
      const message = {
        roomId: room.id,
        text: 'hello',
        clientMsgId: `beside-${String(count).padStart(8, '0')}`,
      };
      expect(await device.ask('message:send', message)).toMatchObject({ success: true });
    }
    const files = await uploading;
    expect(new Set(files.map(({ id }) => id)).size).toBe(200);
    for (const { size } of files) expect(size).toBe(bytes.length);
    await isEmpty();
    const [file] = files;
    const sent = await device.ask('message:send', {
      roomId: room.id,
      text: '',
      clientMsgId: 'with-a-file-0001',
      attachments: [file?.id ?? ''],
    });
    expect(sent).toMatchObject({ success: true });
    const back = await readingOf(world.url, alice)(file?.id ?? '').expect(200);
    expect(bytes.equals(back.body as Buffer)).toBe(true);
  });

  it('are taken from each in turn: who wants one does not wait for all of who wants many', async () => {
    const room = await world.people.createRoom(alice, 'Garden');
    await callerWith(world.url, bob.token).post(`/api/rooms/${room.id}/join`).expect(201);
    const answered: string[] = [];
    const begin = async (name: string, person: Person) => {
      await uploads(person).begin(room.id, { size: 3 }).expect(201);
      answered.push(name);
    };
    const many = FILE_LIMITS.unsentMax / 2 - 1;
    await Promise.all([...Array.from({ length: many }, () => begin('alice', alice)), begin('bob', bob)]);
    expect(answered).toHaveLength(many + 1);
    expect(answered.indexOf('bob')).toBeLessThan(many / 2);
    await isEmpty();
  });

  it('hold no place for who goes away, whether they wait or have begun', async () => {
    const room = await world.people.createRoom(carol, 'Cellar');
    const id = randomUUID();
    await uploads(carol).begin(room.id, { id, size: 1_000 }).expect(201);
    let hasWaited = false;
    const looking = (async () => {
      while (state().waiting === 0) await turn();
      hasWaited = true;
    })();
    const sockets: Socket[] = [];
    while (!hasWaited)
      sockets.push(...(await Promise.all(Array.from({ length: 40 }, () => begunPart(carol, id)))));
    await looking;
    for (const socket of sockets) socket.destroy();
    await isEmpty();
    expect((await uploads(carol).state(id)).body).toMatchObject({ stored: [] });
    await uploads(carol).put(id, 0, Buffer.alloc(1_000)).expect(204);
    await uploads(carol).complete(id).expect(200);
    await isEmpty();
  });

  it('hold no place for a client that says nothing: others go on', async () => {
    const room = await world.people.createRoom(mallory, 'Attic');
    const id = randomUUID();
    await uploads(mallory).begin(room.id, { id, size: 1_000 }).expect(201);
    const sockets = await Promise.all(Array.from({ length: 20 }, () => begunPart(mallory, id)));
    const bytes = randomBytes(100);
    expect(await uploads(mallory).upload(room.id, bytes)).toMatchObject({ size: bytes.length });
    for (const socket of sockets) socket.destroy();
    await isEmpty();
  });

  it('hold no place once they were refused', async () => {
    const nobody = uploadsOf(world.url, { token: 'none' });
    const refused = Array.from({ length: 10 }, () => [
      nobody.begin(randomUUID(), { size: 3 }).expect(401),
      nobody.put(randomUUID(), 0, Buffer.alloc(200_000)).expect(401),
      uploads(alice).begin(randomUUID(), { size: 3 }).expect(404),
      uploads(alice).begin('no-id', { size: 3 }).expect(400),
      uploads(alice).put(randomUUID(), 0, Buffer.alloc(3)).expect(404),
      uploads(alice).complete(randomUUID()).expect(404),
      uploads(alice).state(randomUUID()).expect(404),
      uploads(alice).cancel(randomUUID()).expect(204),
    ]).flat();
    await Promise.all(refused);
    await isEmpty();
  });
});
