import { describe, expect, it } from '@jest/globals';
import type { Room } from '@chatket/contract';
import { DeletionRepository } from '../../src/accounts/deletion.repository.js';
import { FinishDeletions } from '../../src/accounts/finish-deletions.js';
import { deleteAccount } from '../support/living.js';
import type { Person } from '../support/people.js';
import { callerWith, guests, promote } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice],
} = useWorld(['alice'], { RATE_LIMIT_MESSAGES: '1000', WRITES_PER_USER: '1000' });
const as = (person: Person) => callerWith(world.url, person.token);

/** A room of Alice's in which a message of Bob's waits for her, and one into which he asks to come. */
async function scene() {
  const [bob] = (await world.people.crowd(1)) as [Person];
  const [spoken, asked] = [await world.people.createRoom(alice), await world.people.createRoom(alice)] as [
    Room,
    Room,
  ];
  await world.people.join(bob, spoken.id);
  await as(alice)
    .post(`/api/rooms/${spoken.id}/rules`, { kind: 'word', pattern: 'turnip', act: 'hold' })
    .expect(201);
  const device = await world.people.connect(bob);
  for (const key of ['turnip-0001', 'turnip-0002'])
    await device.ask('message:send', { roomId: spoken.id, text: 'a turnip', clientMsgId: key });
  await as(alice).patch(`/api/rooms/${asked.id}`, { joinBy: 'request' }).expect(200);
  await as(bob).post(`/api/rooms/${asked.id}/request`, {}).expect(202);
  return { bob, spoken, asked };
}

describe('what waited of a deleted account for a moderator', () => {
  it('S213 is not counted any more where they look, also when the server has died meanwhile', async () => {
    const { bob, spoken, asked } = await scene();
    const moderator = await world.people.connect(alice);
    expect((await deleteAccount(world, bob)).status).toBe(204);
    // As far as somebody has come who then died.
    await world.app.get(DeletionRepository).wipe(bob.id);
    await world.app.get(FinishDeletions).run(bob.id);
    expect(await moderator.next('request:answered')).toEqual({
      roomId: asked.id,
      userId: bob.id,
      count: 0,
    });
    expect(await moderator.next('held:changed')).toEqual({ roomId: spoken.id, count: 0 });
    expect(moderator.all('request:answered')).toHaveLength(1);
    expect(moderator.all('held:changed')).toHaveLength(1);
  });
});

describe('the new name of somebody who asks to come in', () => {
  it('is told to those who may answer, and to nobody else there, nor where they were banned', async () => {
    const { bob, asked } = await scene();
    const [carol, member, banner] = (await guests(world, 3)) as [Person, Person, Person];
    for (const person of [carol, member])
      await as(alice).put(`/api/rooms/${asked.id}/members/${person.id}`, {}).expect(201);
    await promote(world, carol, asked, 'moderator');
    const shut = await world.people.createRoom(banner);
    await as(banner).patch(`/api/rooms/${shut.id}`, { joinBy: 'request' }).expect(200);
    await as(bob).post(`/api/rooms/${shut.id}/request`, {}).expect(202);
    await as(banner).delete(`/api/rooms/${shut.id}/members/${bob.id}`, { ban: true }).expect(204);
    const [hers, theirs, banners] = [
      await world.people.connect(carol),
      await world.people.connect(member),
      await world.people.connect(banner),
    ];

    await as(bob).put('/api/me/username', { username: 'turnip' }).expect(200);
    expect(await hers.next('user:renamed')).toEqual({ id: bob.id, username: 'turnip' });
    await theirs.tell('auth:refresh', { token: member.token });
    await banners.tell('auth:refresh', { token: banner.token });
    for (const device of [theirs, banners]) expect(device.all('user:renamed')).toEqual([]);
  });
});
