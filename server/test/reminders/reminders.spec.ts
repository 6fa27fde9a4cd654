import { describe, expect, it } from '@jest/globals';
import type { SavedMessage } from '@chatket/contract';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, guests, ISO, say, TOMORROW, UNKNOWN_ID } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice],
} = useWorld(['alice']);

const SOON_MS = 300;
const soon = () => new Date(Date.now() + SOON_MS).toISOString();
const as = (person: Person) => callerWith(world.url, person.token);

/** A room of alice's with bob in it, who is new, and messages of hers. */
async function scene() {
  const [bob] = (await guests(world, 1)) as [Person];
  const room = await world.people.createRoom(alice);
  await world.people.join(bob, room.id);
  const [one = '', two = ''] = await say(world, room, alice, ['Cake!', 'Tea?']);
  return { bob, room, one, two };
}

const listOf = async (person: Person) =>
  (await as(person).get('/api/saved').expect(200)).body as SavedMessage[];

describe('a reminder', () => {
  it('saves the message, and tells all devices of its person when it is due, and nobody else', async () => {
    const { bob, room, one, two } = await scene();
    const [phone, laptop] = [await world.people.connectLog(bob), await world.people.connect(bob)];
    const hers = await world.people.connectLog(alice);
    const at = soon();
    const saved = await as(bob).put(`/api/reminders/${one}`, { at }).expect(200);
    expect(saved.body).toMatchObject({ messageId: one, remindAt: at, message: { text: 'Cake!' } });
    await as(bob).put(`/api/saved/${one}`, { isDone: true }).expect(200);
    await as(bob).put(`/api/saved/${two}`, {}).expect(200);
    for (const device of [phone, laptop])
      expect(await device.next('reminder:due')).toEqual({
        messageId: one,
        at,
        message: expect.objectContaining({ roomId: room.id, text: 'Cake!' }),
      });
    await phone.next('saved:changed');
    expect(await listOf(bob)).toMatchObject([
      { messageId: one, remindedAt: expect.stringMatching(ISO) },
      { messageId: two },
    ]);
    expect((await listOf(bob))[0]).not.toHaveProperty('isDone');
    expect(hers.all('reminder:due')).toEqual([]);
  });

  it('is moved by another time, and given up', async () => {
    const { bob, one, two } = await scene();
    const phone = await world.people.connectLog(bob);
    await as(bob).put(`/api/reminders/${one}`, { at: soon() }).expect(200);
    await as(bob).put(`/api/reminders/${one}`, { at: TOMORROW }).expect(200);
    await as(bob).put(`/api/reminders/${two}`, { at: soon() }).expect(200);
    await phone.next('reminder:due');
    expect(phone.all('reminder:due')).toMatchObject([{ messageId: two }]);
    await as(bob).delete(`/api/reminders/${one}`).expect(204);
    await as(bob).delete(`/api/reminders/${one}`).expect(204);
    expect((await listOf(bob)).find(({ messageId }) => messageId === one)).not.toHaveProperty('remindAt');
  });

  it('S165 tells nothing of a message that its person may not read any more', async () => {
    const { bob, room, one } = await scene();
    const phone = await world.people.connectLog(bob);
    await as(bob)
      .put(`/api/reminders/${one}`, { at: new Date(Date.now() + 1_500).toISOString() })
      .expect(200);
    await as(alice).delete(`/api/rooms/${room.id}/members/${bob.id}`).expect(204);
    await as(alice).patch(`/api/rooms/${room.id}`, { kind: 'private' });
    expect(await phone.next('reminder:due')).toEqual({ messageId: one, at: expect.stringMatching(ISO) });
  });

  it('is refused for what is not there to be read, and for times that are over', async () => {
    const { bob, one } = await scene();
    const [outsider] = (await guests(world, 1)) as [Person];
    expectRefusal(await as(outsider).put(`/api/reminders/${one}`, { at: TOMORROW }), 'NOT_A_MEMBER');
    expectRefusal(await as(bob).put(`/api/reminders/${UNKNOWN_ID}`, { at: TOMORROW }), 'MESSAGE_NOT_FOUND');
    for (const at of [new Date(Date.now() - 120_000).toISOString(), 'soon', null])
      expectRefusal(await as(bob).put(`/api/reminders/${one}`, { at }), 'VALIDATION', ['at']);
    expect(await listOf(bob)).toEqual([]);
  });
});
