import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Room, ROLES } from '@chatket/contract';
import { startApp, type TestApp } from '../support/app.js';
import type { Person } from '../support/people.js';
import { callerWith, roomsOf } from '../support/rest.js';

let world: TestApp;
beforeAll(async () => {
  world = await startApp({ AUTH_REQUESTS_PER_ACCOUNT: '1000', AUTH_VERIFIES_PER_ACCOUNT: '1000' });
});
afterAll(() => world.close());

async function roomsOfMine(person: Person): Promise<Room[]> {
  return roomsOf(await callerWith(world.url, person.token).get('/api/rooms'));
}

async function generalOf(person: Person): Promise<Room> {
  const [general] = await roomsOfMine(person);
  if (!general) throw new Error('they are in no room');
  return general;
}

describe('a new account', () => {
  it('is in the first room as soon as the login is answered', async () => {
    const first = await world.people.logIn('first-of-all');
    expect(await roomsOfMine(first)).toMatchObject([{ name: 'General', role: ROLES.owner }]);
    const newcomer = await world.people.logIn('newcomer');
    expect(await roomsOfMine(newcomer)).toMatchObject([
      { name: 'General', role: ROLES.member, unread: 0, createdBy: { username: 'chatket' } },
    ]);
  });

  it('that has left it is not brought back by another login', async () => {
    const guest = await world.people.logIn('leaver');
    await world.people.leaveForGood(guest, (await generalOf(guest)).id);
    expect(await roomsOfMine(await world.people.logIn('leaver'))).toEqual([]);
  });

  it('that could not be brought there by its first login is brought there by the next', async () => {
    const guest = await world.people.logIn('unlucky');
    await world.people.leaveForGood(guest, (await generalOf(guest)).id);
    await world.database.query(`UPDATE "User" SET "isNew" = true WHERE username = 'unlucky'`);
    const again = await world.people.logIn('unlucky');
    expect((await generalOf(again)).name).toBe('General');
    const [row] = await world.database.query(`SELECT "isNew" FROM "User" WHERE username = 'unlucky'`);
    expect(row).toEqual({ isNew: false });
  });

  it('can log in while the first room is not there, and is brought there when it is', async () => {
    await world.database.query(`UPDATE "Room" SET id = gen_random_uuid() WHERE name = 'General'`);
    const early = await world.people.logIn('early');
    expect(await roomsOfMine(early)).toEqual([]);
    await world.database.query(
      `UPDATE "Room" SET id = '00000000-0000-7000-8000-000000000002' WHERE name = 'General'`,
    );
    expect((await generalOf(await world.people.logIn('early'))).name).toBe('General');
  });
});
