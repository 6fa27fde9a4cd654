import { describe, expect, it } from '@jest/globals';
import { type ChangeRoomBody, type Room, ROLES } from '@chatket/contract';
import { Memberships } from '../../src/members/index.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, carol],
} = useWorld(['alice', 'bob', 'carol'], { WRITES_PER_USER: '1000' });

const as = (person: Person) => callerWith(world.url, person.token);
const set = (room: Room, body: ChangeRoomBody, by = alice) => as(by).patch(`/api/rooms/${room.id}`, body);
const seen = async (person: Person, room: Room) =>
  (await as(person).get(`/api/rooms/${room.id}`).expect(200)).body as Room;

describe('how people come into a room', () => {
  it('is set by admins, is in the log of deeds, and fits the kind of the room', async () => {
    const room = (await as(alice).post('/api/rooms', { name: 'Hall' }).expect(201)).body as Room;
    expect(room.joinBy).toBeUndefined();
    expect((await set(room, { joinBy: 'request' }).expect(200)).body).toMatchObject({ joinBy: 'request' });
    expectRefusal(await set(room, { joinBy: 'invite' }), 'VALIDATION', ['joinBy']);
    expectRefusal(await set(room, { joinBy: 'open', kind: 'private' }), 'VALIDATION', ['joinBy']);
    const closed = await set(room, { joinBy: 'invite', kind: 'private' }).expect(200);
    expect(closed.body).not.toHaveProperty('joinBy');
    expect((await set(room, { kind: 'public', joinBy: 'request' }).expect(200)).body).toMatchObject({
      joinBy: 'request',
    });
    expect((await set(room, { joinBy: null }).expect(200)).body).not.toHaveProperty('joinBy');
    const { body } = await as(alice).get(`/api/rooms/${room.id}/audit`).expect(200);
    expect(body).toContainEqual(
      expect.objectContaining({ action: 'room.configured', after: { joinBy: 'request' } }),
    );
    await world.app.get(Memberships).add(room.id, { user: bob });
    expect((await set(room, { joinBy: 'request' }, bob)).body).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('does not change where a room is its people', async () => {
    const direct = (await as(alice).post('/api/direct', { userIds: [bob.id] })).body as Room;
    expect((await set(direct, { joinBy: 'request' })).body).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('lets nobody in by themselves where one asks, but who runs an empty one', async () => {
    const room = (await as(alice).post('/api/rooms', { name: 'Attic' }).expect(201)).body as Room;
    await world.app.get(Memberships).add(room.id, { user: carol });
    await set(room, { joinBy: 'request' }).expect(200);
    expectRefusal(await as(bob).post(`/api/rooms/${room.id}/join`), 'ASK_FIRST');
    await as(carol).post(`/api/rooms/${room.id}/join`).expect(200);
    expect(await seen(bob, room)).not.toHaveProperty('joinedAt');
    await world.database.query('DELETE FROM "RoomMembership" WHERE "roomId" = $1', [room.id]);
    await world.database.query('UPDATE "Room" SET "memberCount" = 0 WHERE id = $1', [room.id]);
    expect((await as(bob).post(`/api/rooms/${room.id}/join`).expect(201)).body).toMatchObject({
      role: ROLES.owner,
    });
  });
});
