import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LIMITS, type Room, type RoleName, ROLES } from '@chatket/contract';
import { startApp, type TestApp } from '../support/app.js';
import type { Person } from '../support/people.js';
import { type Caller, callerWith, expectRefusal, guests, promote, roomsOf } from '../support/rest.js';

let world: TestApp;
let alice: Person;
let bob: Person;
let room: Room;
beforeAll(async () => {
  world = await startApp();
  [alice, bob] = (await guests(world, 2)) as [Person, Person];
  room = await world.people.createRoom(alice);
  await world.people.join(bob, room.id);
});
afterAll(() => world.close());

const as = (person: Person): Caller => callerWith(world.url, person.token);
const configure = (person: Person, body: object) => as(person).patch(`/api/rooms/${room.id}`, body);

describe('how long messages may be edited', () => {
  it.each([LIMITS.editWindowSecondsMin, 900, LIMITS.editWindowSecondsMax])(
    'is %d seconds when its owner says so, and every member sees it',
    async (editWindowSeconds) => {
      const { body } = await configure(alice, { editWindowSeconds }).expect(200);
      expect(body).toMatchObject({ id: room.id, name: room.name, editWindowSeconds, role: ROLES.owner });
      expect((await as(bob).get(`/api/rooms/${room.id}`)).body).toMatchObject({ editWindowSeconds });
      for (const list of [`/api/rooms`, '/api/rooms?all=true'])
        expect(roomsOf(await as(bob).get(list))).toContainEqual(
          expect.objectContaining({ id: room.id, editWindowSeconds }),
        );
    },
  );

  it('has no end again with null, and null twice is null', async () => {
    await configure(alice, { editWindowSeconds: 60 }).expect(200);
    for (let time = 0; time < 2; time += 1) {
      const { body } = await configure(alice, { editWindowSeconds: null }).expect(200);
      expect(body).not.toHaveProperty('editWindowSeconds');
    }
  });

  it('stays as it is when it is left out', async () => {
    await configure(alice, { editWindowSeconds: 60 }).expect(200);
    for (const body of [{}, { unknown: 'Another' }, { name: room.name }, { editWindowSeconds: undefined }])
      expect((await configure(alice, body).expect(200)).body).toMatchObject({
        name: room.name,
        editWindowSeconds: 60,
      });
  });

  it.each([0, -1, 1.5, LIMITS.editWindowSecondsMax + 1, 1e308, '60', true, [60], {}])(
    'cannot be %j',
    async (editWindowSeconds) => {
      expectRefusal(await configure(alice, { editWindowSeconds }), 'VALIDATION', ['editWindowSeconds']);
    },
  );

  it('is left to admins and above, and the refusal says what is missing', async () => {
    const before = (await as(alice).get(`/api/rooms/${room.id}`)).body as Room;
    for (const have of ['member', 'moderator'] satisfies RoleName[]) {
      await promote(world, bob, room, have);
      const { need, ...rest } = (await configure(bob, { editWindowSeconds: 5 })).body as Record<
        string,
        unknown
      >;
      expect({ need, ...rest }).toMatchObject({ statusCode: 403, code: 'FORBIDDEN', need: 'admin', have });
    }
    expect((await as(alice).get(`/api/rooms/${room.id}`)).body).toEqual(before);
    await promote(world, bob, room, 'admin');
    await configure(bob, { editWindowSeconds: 5 }).expect(200);
    await promote(world, bob, room, 'member');
  });
});
