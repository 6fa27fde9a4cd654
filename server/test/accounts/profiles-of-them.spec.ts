import { describe, expect, it } from '@jest/globals';
import type { Profile } from '@chatket/contract';
import { deletedName, deleteWholly } from '../support/living.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice],
} = useWorld(['alice'], { WRITES_PER_USER: '1000' });
const as = ({ token }: Person) => callerWith(world.url, token);
const told = async (reader: Person, { id }: Person) =>
  (await as(reader).get(`/api/users/profiles?ids=${id}`).expect(200)).body as Profile[];

/** Somebody who tells something of themselves, in a room of alice's. */
async function scene(): Promise<{ bob: Person; handle: string }> {
  const [bob] = (await world.people.crowd(1)) as [Person];
  const room = await world.people.createRoom(alice);
  await world.people.join(bob, room.id);
  const body = { displayName: 'Robert Roe', about: 'Bakes.', status: { text: 'Baking' } };
  await as(bob).patch('/api/me', body).expect(200);
  return { bob, handle: bob.username };
}

describe('what somebody tells of themselves', () => {
  it('stays when they change their name, which those who were away learn with it', async () => {
    const { bob, handle } = await scene();
    const username = `${handle}-new`;
    await as(bob).put('/api/me/username', { username }).expect(200);
    expect(await told(alice, bob)).toEqual([
      expect.objectContaining({ id: bob.id, username, displayName: 'Robert Roe', about: 'Bakes.' }),
    ]);
  });

  it('S213 goes with their account: everybody is told the handle that says so, and nothing else', async () => {
    const { bob } = await scene();
    const [stranger] = (await world.people.crowd(1)) as [Person];
    await deleteWholly(world, bob);
    for (const reader of [alice, stranger])
      expect(await told(reader, bob)).toEqual([
        { id: bob.id, username: deletedName(bob), rev: expect.any(Number) },
      ]);
    expect((await told(alice, bob))[0]?.rev).toBeGreaterThan(1_000_000);
    expect(await world.database.query('SELECT 1 FROM "Profile" WHERE "userId" = $1', [bob.id])).toEqual([]);
  });

  it('S209 is no handle that somebody has given up lately, but their own', async () => {
    const { bob, handle } = await scene();
    await as(bob)
      .put('/api/me/username', { username: `${handle}-new` })
      .expect(200);
    const [mallory] = (await world.people.crowd(1)) as [Person];
    const pass = () => as(mallory).patch('/api/me', { displayName: handle });
    expectRefusal(await pass(), 'VALIDATION', ['displayName']);
    await as(bob).patch('/api/me', { displayName: handle }).expect(200);
    await deleteWholly(world, { ...bob, username: `${handle}-new` });
    expectRefusal(await pass(), 'VALIDATION', ['displayName']);
  });
});
