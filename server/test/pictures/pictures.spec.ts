import { describe, expect, it } from '@jest/globals';
import type { RoomInvitePreview, LogEntry, NewInvite, Profile, Room } from '@chatket/contract';
import sharp from 'sharp';
import request, { type Test } from 'supertest';
import { FileStore } from '../../src/files/file-store.js';
import { SweepFiles } from '../../src/files/sweep-files.js';
import type { Person } from '../support/people.js';
import { animation, bomb, photograph, PLACE, scenery } from '../support/pictures.js';
import { callerWith, expectRefusal, guestAccount, guests } from '../support/rest.js';
import { peopleOf } from '../support/server-people.js';
import { useWorld } from '../support/world.js';

const { world } = useWorld([], { WRITES_PER_USER: '1000' });
const as = (person: Person) => callerWith(world.url, person.token);
const put = (person: Person, bytes: Buffer, path = '/api/me/picture'): Test =>
  as(person).put(path, bytes).set('content-type', 'application/octet-stream');
const address = (key = '') => `/api/files/pictures/${key}/256`;
const look = (person: Person, key: string | undefined): Test => as(person).get(address(key)).buffer(true);
const PICTURE = scenery(40, 30).png().toBuffer();

async function keyOf(person: Person): Promise<string> {
  const { picture } = (await put(person, await PICTURE).expect(200)).body as Profile;
  return picture ?? '';
}

/** Two who share a room of their own; the first room of the server, which all share, has been left by the third. */
async function scene() {
  const [dora, emil, stranger] = (await guests(world, 3)) as [Person, Person, Person];
  const rooms = (await as(stranger).get('/api/rooms')).body as { id: string }[];
  for (const { id } of rooms) await world.people.leaveForGood(stranger, id);
  const room = await world.people.createRoom(dora);
  await world.people.join(emil, room.id);
  return { dora, emil, stranger, room };
}

async function keys(): Promise<string[]> {
  const found: string[] = [];
  for await (const { name } of world.app.get(FileStore).objects()) found.push(name);
  return found;
}

describe('a picture of mine', () => {
  it('S228 is made anew: a square of 256 pixels that tells nothing but itself, as it is to be seen', async () => {
    const { dora, emil } = await scene();
    const bytes = await photograph({ width: 900, height: 600, orientation: 6 }).jpeg().toBuffer();
    expect(bytes.includes(PLACE.secret)).toBe(true);
    const { picture, rev } = (await put(dora, bytes).expect(200)).body as Profile;
    expect(picture).toMatch(/^[0-9a-f]{48}$/);
    expect(rev).toBe(1);

    const answer = await look(emil, picture).expect(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'private, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
    });
    const seen = answer.body as Buffer;
    const meta = await sharp(seen).metadata();
    expect(meta).toMatchObject({ format: 'webp', width: 256, height: 256 });
    expect([meta.exif, meta.xmp, meta.orientation, seen.includes(PLACE.secret)]).toEqual([
      ...[undefined, undefined, undefined, false],
    ]);
    // What was red at its left is above.
    const [red = 0, , blue = 255] = await sharp(seen)
      .extract({ left: 128, top: 20, width: 1, height: 1 })
      .raw()
      .toBuffer();
    expect(red).toBeGreaterThan(200);
    expect(blue).toBeLessThan(60);
  });

  it('stands still, whatever it did', async () => {
    const { dora, emil } = await scene();
    const moving = await (await animation(3)).gif().toBuffer();
    const { picture } = (await put(dora, moving).expect(200)).body as Profile;
    const { pages = 1 } = await sharp((await look(emil, picture).expect(200)).body as Buffer).metadata();
    expect(pages).toBe(1);
  });

  it('S228 is refused with its field when it is none, too large, or not to be read', async () => {
    const { dora } = await scene();
    for (const [bytes, code] of [
      [Buffer.alloc(0), 'VALIDATION'],
      [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'PICTURE_UNREADABLE'],
      [(await PICTURE).subarray(0, 60), 'PICTURE_UNREADABLE'],
      [await bomb(50_000), 'PAYLOAD_TOO_LARGE'],
      [Buffer.alloc(1024 * 1024 + 1), 'PAYLOAD_TOO_LARGE'],
    ] as const)
      expectRefusal(await put(dora, bytes), code, ['picture']);
    expectRefusal(await as(dora).put('/api/me/picture', { picture: 'me.png' }), 'VALIDATION', ['picture']);
    expectRefusal(await put(await guestAccount(world), await PICTURE), 'NOT_FOR_GUESTS');
    expect((await as(dora).get('/api/me')).body).not.toHaveProperty('picture');
  });

  it('is told to those who share a room, and to nobody else', async () => {
    const { dora, emil, stranger } = await scene();
    const [sharing, other] = [await world.people.connectLog(emil), await world.people.connectLog(stranger)];
    const picture = await keyOf(dora);
    const isOfDora = ({ id }: Profile) => id === dora.id;
    expect(await sharing.next('user:updated', isOfDora)).toMatchObject({ id: dora.id, picture });
    expect((await as(emil).get(`/api/users/profiles?ids=${dora.id}`)).body).toMatchObject([{ picture }]);
    await as(dora).delete('/api/me/picture').expect(200);
    const told = await sharing.next('user:updated', (told) => isOfDora(told) && told.picture === undefined);
    expect(told.rev).toBe(2);
    expect(other.all('user:updated').filter(isOfDora)).toEqual([]);
  });

  it('S229 is not there for whoever shares no room, has blocked, has left, or guesses', async () => {
    const { dora, emil, stranger, room } = await scene();
    const picture = await keyOf(dora);
    const refusals = [await look(stranger, picture), await look(stranger, '0'.repeat(48))];
    for (const key of ['0', '%00', '..%2f..%2fobjects', picture.toUpperCase()])
      refusals.push(await look(dora, key));
    const [first] = refusals.map((refusal) => ({ ...expectRefusal(refusal, 'NOT_FOUND'), traceId: '' }));
    for (const refusal of refusals) {
      expect({ ...(refusal.body as object), traceId: '' }).toEqual(first);
      expect(refusal.headers['cache-control']).toBe('private, no-store');
    }
    expectRefusal(await request(world.url).get(address(picture)), 'UNAUTHENTICATED');
    await as(emil).put(`/api/users/${dora.id}/block`, {}).expect(204);
    expectRefusal(await look(emil, picture), 'NOT_FOUND');
    await as(emil).delete(`/api/users/${dora.id}/block`).expect(204);
    await look(emil, picture).expect(200);
    const general = (await as(emil).get('/api/rooms')).body as Room[];
    for (const { id } of general) await world.people.leaveForGood(emil, id);
    expect(general.map(({ id }) => id)).toContain(room.id);
    expectRefusal(await look(emil, picture), 'NOT_FOUND');
  });

  it('is gone at once when it is replaced or taken away, and its bytes are swept', async () => {
    const { dora } = await scene();
    const [before, now] = [await keyOf(dora), await keyOf(dora)];
    expectRefusal(await look(dora, before), 'NOT_FOUND');
    expect(await keys()).toEqual(expect.arrayContaining([before, now]));
    await world.app.get(SweepFiles).run(-1_000);
    expect(await keys()).not.toContain(before);
    await look(dora, now).expect(200);
    await as(dora).delete('/api/me/picture').expect(200);
    await as(dora).delete('/api/me/picture').expect(200);
    await world.app.get(SweepFiles).run(-1_000);
    expect(await keys()).not.toContain(now);
  });

  it('S230 is taken away by those who are more on the server, once in the log, and told', async () => {
    const [boss, admin, person] = (await peopleOf(world, 'owner', 'admin', 'person')) as [
      ...[Person, Person, Person],
    ];
    const path = `/api/server/people/${person.id}/picture`;
    const picture = await keyOf(person);
    expectRefusal(await as(person).delete(path), 'FORBIDDEN');
    expectRefusal(await as(admin).delete(`/api/server/people/${boss.id}/picture`), 'FORBIDDEN');
    const device = await world.people.connectLog(person);
    for (let time = 0; time < 2; time += 1) await as(admin).delete(path).expect(204);
    await device.next('user:updated', (told) => told.id === person.id && told.picture === undefined);
    expectRefusal(await look(person, picture), 'NOT_FOUND');
    const rows = await world.database.query<{ count: number }>(
      `SELECT count(*)::int FROM "AuditEntry" WHERE action = 'server.pictureRemoved' AND "personId" = $1`,
      [person.id],
    );
    expect(rows[0]?.count).toBe(1);
  });
});

describe('a picture of a room', () => {
  const path = (room: Pick<Room, 'id'>) => `/api/rooms/${room.id}/picture`;

  it('is a setting: of its admins, in the log, told to all, and taken back', async () => {
    const { dora, emil, room } = await scene();
    const device = await world.people.connectLog(emil);
    await device.tell('room:join', { roomId: room.id });
    const refused = await put(emil, await PICTURE, path(room));
    expect([refused.status, (refused.body as { code: string }).code]).toEqual([403, 'FORBIDDEN']);
    const set = (await put(dora, await PICTURE, path(room)).expect(200)).body as Room;
    expect(set.picture).toMatch(/^[0-9a-f]{48}$/);
    const isRoom = (entry: LogEntry) => 'what' in entry && entry.what === 'configured';
    const log = await device.next('room:log', ({ entries }) => entries.some(isRoom));
    expect(log.entries.find(isRoom)).toMatchObject({ room: { picture: set.picture } });
    expect((await as(emil).get('/api/rooms')).body).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: room.id, picture: set.picture })]),
    );
    // Nobody shows what is somebody else's by its key.
    const copied = await as(dora)
      .patch(`/api/rooms/${room.id}`, { picture: await keyOf(emil) })
      .expect(200);
    expect(copied.body).toMatchObject({ picture: set.picture });
    for (let time = 0; time < 2; time += 1)
      expect((await as(dora).delete(path(room)).expect(200)).body).not.toHaveProperty('picture');
    await as(dora).post(`/api/rooms/${room.id}/archive`).expect(200);
    expectRefusal(await put(dora, await PICTURE, path(room)), 'ROOM_ARCHIVED');
  });

  it('S229 of a private room is not there for outsiders; of a public one it is for all who are logged in', async () => {
    const { dora, emil, stranger, room } = await scene();
    const { picture } = (await put(dora, await PICTURE, path(room)).expect(200)).body as Room;
    for (const person of [dora, emil, stranger]) await look(person, picture).expect(200);
    expectRefusal(await look(await guestAccount(world), picture), 'NOT_FOUND');
    await as(dora).patch(`/api/rooms/${room.id}`, { kind: 'private' }).expect(200);
    await look(emil, picture).expect(200);
    const [hidden, none] = [await look(stranger, picture), await look(stranger, '0'.repeat(48))];
    const texts = [hidden, none].map((answer) => ({ ...expectRefusal(answer, 'NOT_FOUND'), traceId: '' }));
    expect(texts[0]).toEqual(texts[1]);
    expectRefusal(await put(stranger, await PICTURE, path(room)), 'ROOM_NOT_FOUND');
  });

  it('is shown by a link into it, and by no other', async () => {
    const { dora, room } = await scene();
    await as(dora).patch(`/api/rooms/${room.id}`, { kind: 'private' }).expect(200);
    const { token } = (await as(dora).post(`/api/rooms/${room.id}/invites`, {}).expect(201))
      .body as NewInvite;
    const byLink = () => request(world.url).get(`/api/invites/${token}/picture`).buffer(true);
    expectRefusal(await byLink(), 'NOT_FOUND');
    await put(dora, await PICTURE, path(room)).expect(200);
    const preview = (await request(world.url).get(`/api/invites/${token}`)).body as RoomInvitePreview;
    expect(preview.room.picture).toMatch(/^[0-9a-f]{48}$/);
    const answer = await byLink().expect(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'private, no-store',
    });
    expectRefusal(
      await request(world.url).get('/api/invites/AAAAAAAAAAAAAAAAAAAAAA/picture'),
      'INVITE_INVALID',
    );
  });
});
