import { describe, expect, it } from '@jest/globals';
import type { Room } from '@chatket/contract';
import { entriesOf, kitchenOf } from '../support/kitchen.js';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { expectRefusal, guests } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, carol, mallory],
} = useWorld(['alice', 'bob', 'carol', 'mallory'], { WRITES_PER_USER: '10000' });
const {
  as,
  member,
  open: kitchen,
  following,
} = kitchenOf(world, {
  host: alice,
  moderator: carol,
  guest: bob,
});

/** What the list of somebody's rooms says, and what the room itself does. */
async function muteOf(person: Person, { id }: Room) {
  const { body } = (await as(person).get('/api/rooms?limit=100')) as { body: Room[] };
  const one = ((await as(person).get(`/api/rooms/${id}`)) as { body: Room }).body;
  const listed = body.find((room) => room.id === id);
  expect(one.mute?.until).toBe(listed?.mute?.until);
  return listed?.mute;
}

describe('taking somebody’s word', () => {
  const send = (device: Device, room: Room, n: number) =>
    device.ask('message:send', {
      roomId: room.id,
      text: 'hello',
      clientMsgId: `mute-${room.id}-${String(n)}`,
    });

  it('is told to their devices and nobody else, and ends by itself or is given back', async () => {
    const room = await kitchen();
    const [log, plain] = [await following(bob, room), await world.people.connectPlain(bob)];
    const watcher = await following(alice, room);
    const { body } = await as(carol)
      .put(member(room, bob, 'mute'), { seconds: 600, reason: 'Calm down' })
      .expect(200);
    const { mutedUntil } = body as { mutedUntil: string };
    for (const device of [log, plain])
      expect(await device.next('room:system', ({ type }) => type === 'muted')).toMatchObject({
        roomId: room.id,
        user: { id: bob.id },
        until: mutedUntil,
        forMs: 600_000,
      });
    const refusal = await send(log, room, 1);
    expect(refusal).toMatchObject({ success: false, code: 'MUTED', retryable: false, mutedUntil });
    expect((await as(carol).get(member(room, bob))).body).toMatchObject({
      mutedUntil,
      muteReason: 'Calm down',
    });
    expect((await as(bob).get(member(room, bob))).body).toMatchObject({ mutedUntil });
    // Whoever loads the page anew knows it at once, and nobody else does.
    expect(await muteOf(bob, room)).toMatchObject({ until: mutedUntil });
    expect(await muteOf(alice, room)).toBeUndefined();
    const [guest] = (await guests(world, 1)) as [Person];
    await world.people.join(guest, room.id);
    expect((await as(guest).get(member(room, bob))).body).not.toHaveProperty('mutedUntil');
    log.forget();
    await as(carol)
      .delete(member(room, bob, 'mute'))
      .expect(204);
    expect(await log.next('room:system')).toMatchObject({ type: 'muted', forMs: 0 });
    expect(await muteOf(bob, room)).toBeUndefined();
    expect(await send(log, room, 2)).toMatchObject({ success: true });
    await as(carol)
      .delete(member(room, bob, 'mute'))
      .expect(204);
    await watcher.settled();
    expect(watcher.all('room:system').filter(({ type }) => type === 'muted')).toEqual([]);
    expect(entriesOf(watcher).filter((entry) => 'what' in entry)).toEqual([]);
  });

  it('S126 goes on for whoever leaves and comes back', async () => {
    const room = await kitchen();
    await as(carol)
      .put(member(room, bob, 'mute'), { seconds: 600 })
      .expect(200);
    await world.people.leaveForGood(bob, room.id);
    await world.people.join(bob, room.id);
    const device = await following(bob, room);
    expect(await send(device, room, 1)).toMatchObject({ code: 'MUTED' });
    await world.people.leaveForGood(bob, room.id);
    await as(carol)
      .delete(member(room, bob, 'mute'))
      .expect(204);
    await world.people.join(bob, room.id);
    expect(await send(device, room, 2)).toMatchObject({ success: true });
  });

  it('goes with a room that is deleted', async () => {
    const room = await kitchen();
    await as(carol)
      .put(member(room, bob, 'mute'), { seconds: 600 })
      .expect(200);
    await world.database.query('DELETE FROM "Room" WHERE id = $1', [room.id]);
    expect(await world.database.query('SELECT 1 FROM "RoomMute" WHERE "roomId" = $1', [room.id])).toEqual([]);
  });

  it('needs somebody below who is a member', async () => {
    const room = await kitchen();
    expectRefusal(await as(carol).put(member(room, mallory, 'mute'), { seconds: 60 }), 'NOT_FOUND');
    expect((await as(carol).put(member(room, alice, 'mute'), { seconds: 60 })).body).toMatchObject({
      code: 'FORBIDDEN',
      need: 'own',
    });
  });

  it.each([0, -1, 28 * 86_400 + 1, 1.5, '60', null])('refuses %p seconds', async (seconds) => {
    const room = await kitchen();
    expectRefusal(await as(carol).put(member(room, bob, 'mute'), { seconds }), 'VALIDATION', ['seconds']);
  });
});
