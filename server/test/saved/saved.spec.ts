import { describe, expect, it } from '@jest/globals';
import { LIMITS, type Room, type SavedMessage } from '@chatket/contract';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, guests, ISO, say, UNKNOWN_ID } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice],
} = useWorld(['alice']);

const as = (person: Person) => callerWith(world.url, person.token);

/** A room of alice's with bob in it, who is new, and messages of hers. */
async function scene(texts = ['Cake!']) {
  const [bob] = (await guests(world, 1)) as [Person];
  const room = await world.people.createRoom(alice);
  await world.people.join(bob, room.id);
  const ids = await say(world, room, alice, texts);
  return { bob, room, ids, messageId: ids[0] ?? '' };
}

const save = async (person: Person, messageId: string, body: object = {}) =>
  (await as(person).put(`/api/saved/${messageId}`, body).expect(200)).body as SavedMessage;
const listOf = async (person: Person, query = ''): Promise<SavedMessage[]> =>
  (await as(person).get(`/api/saved${query}`).expect(200)).body as SavedMessage[];

describe('what somebody saves', () => {
  it('is theirs alone, newest first, as it is now, and once when it is twice', async () => {
    const { bob, room, ids } = await scene(['one', 'two']);
    const [one = '', two = ''] = ids;
    expect(await save(bob, one)).toEqual({
      messageId: one,
      savedAt: expect.stringMatching(ISO),
      message: expect.objectContaining({ roomId: room.id, text: 'one' }),
    });
    await save(bob, two, { note: ' for Monday ' });
    await save(bob, one);
    const device = await world.people.connect(alice);
    await device.tell('message:edit', {
      roomId: room.id,
      messageId: two,
      text: 'two and a half',
      rev: Number.MAX_SAFE_INTEGER,
    });
    expect(await listOf(bob)).toMatchObject([
      { messageId: two, note: 'for Monday', message: { text: 'two and a half' } },
      { messageId: one, message: { text: 'one' } },
    ]);
    expect((await as(bob).get('/api/saved/ids').expect(200)).body).toEqual(
      expect.arrayContaining([one, two]),
    );
    expect(await listOf(alice)).toEqual([]);
    expect((await as(alice).get('/api/saved/ids').expect(200)).body).toEqual([]);
  });

  it('is told to all their devices, and to nobody else', async () => {
    const { bob, messageId } = await scene();
    const [phone, laptop] = [await world.people.connect(bob), await world.people.connectLog(bob)];
    const other = await world.people.connect(alice);
    await save(bob, messageId);
    for (const device of [phone, laptop])
      expect(await device.next('saved:changed')).toEqual({ messageId, isSaved: true });
    await as(bob).delete(`/api/saved/${messageId}`).expect(204);
    await as(bob).delete(`/api/saved/${messageId}`).expect(204);
    for (const device of [phone, laptop]) {
      await device.next('saved:changed', ({ isSaved }) => !isSaved);
      await device.settled();
      expect(device.all('saved:changed')).toHaveLength(2);
    }
    await other.settled();
    expect(other.all('saved:changed')).toEqual([]);
    expect(await listOf(bob)).toEqual([]);
  });

  it('keeps its note and whether it is done until they are changed', async () => {
    const { bob, messageId } = await scene();
    await save(bob, messageId, { note: 'ask her', isDone: true });
    expect(await save(bob, messageId)).toMatchObject({ note: 'ask her', isDone: true });
    expect(await save(bob, messageId, { note: null, isDone: false })).toEqual({
      messageId,
      savedAt: expect.stringMatching(ISO),
      message: expect.objectContaining({ messageId }),
    });
    for (const [field, bad] of [
      ['note', 7],
      ['note', ''],
      ['note', 'x'.repeat(LIMITS.savedNoteMax + 1)],
      ['isDone', 'yes'],
    ] as const)
      expectRefusal(await as(bob).put(`/api/saved/${messageId}`, { [field]: bad }), 'VALIDATION', [field]);
  });

  it('S150 shows nothing that they may not read any more, and all of it when they may again', async () => {
    const { bob, room, messageId } = await scene(['a secret']);
    await save(bob, messageId, { note: 'mine' });
    await world.people.leaveForGood(bob, room.id);
    const gone = await as(bob).get('/api/saved').expect(200);
    expect(gone.body).toEqual([{ messageId, savedAt: expect.stringMatching(ISO), note: 'mine' }]);
    expect(gone.text).not.toContain('a secret');
    // What is noted of it is theirs to change, and says no more.
    expect(await save(bob, messageId, { isDone: true })).not.toHaveProperty('message');
    await world.people.join(bob, room.id);
    expect(await listOf(bob)).toMatchObject([{ message: { text: 'a secret' }, isDone: true }]);
    await world.people.leaveForGood(bob, room.id);
    await world.database.query(`UPDATE "Room" SET history = 'sinceJoin' WHERE id = $1`, [room.id]);
    await world.people.join(bob, room.id);
    expect((await listOf(bob))[0]).not.toHaveProperty('message');
  });

  it('stays as gone when the message or its room is', async () => {
    const { bob, room, ids } = await scene(['a secret', 'another']);
    const [one = '', two = ''] = ids;
    for (const id of ids) await save(bob, id);
    const device = await world.people.connect(alice);
    await device.tell('message:delete', { roomId: room.id, messageId: one });
    expect(await listOf(bob)).toMatchObject([
      { messageId: two, message: { text: 'another' } },
      { messageId: one },
    ]);
    expect((await listOf(bob))[1]).not.toHaveProperty('message');
    await world.database.query('DELETE FROM "Room" WHERE id = $1', [room.id]);
    expect((await listOf(bob)).map((saved) => saved.message)).toEqual([undefined, undefined]);
    await as(bob).delete(`/api/saved/${one}`).expect(204);
    expect(await listOf(bob)).toHaveLength(1);
  });

  it('is refused of what is not there for them, each with the same answer', async () => {
    const { bob, room, messageId } = await scene();
    const [mallory] = (await guests(world, 1)) as [Person];
    const created = await as(alice).post('/api/rooms', { name: 'Hidden', kind: 'private' });
    const [hidden = ''] = await say(world, created.body as Room, alice, ['a secret']);
    const nowhere = expectRefusal(await as(mallory).put(`/api/saved/${UNKNOWN_ID}`, {}), 'MESSAGE_NOT_FOUND');
    const refused = expectRefusal(await as(mallory).put(`/api/saved/${hidden}`, {}), 'MESSAGE_NOT_FOUND');
    expect({ ...refused, traceId: '' }).toEqual({ ...nowhere, traceId: '' });
    expectRefusal(await as(mallory).put(`/api/saved/${messageId}`, {}), 'NOT_A_MEMBER');
    const device = await world.people.connect(alice);
    await device.tell('message:delete', { roomId: room.id, messageId });
    expectRefusal(await as(bob).put(`/api/saved/${messageId}`, {}), 'MESSAGE_DELETED');
    expect(await listOf(mallory)).toEqual([]);
  });

  it('comes in pages that hold all of it once, and has an end', async () => {
    const { bob, ids } = await scene(Array.from({ length: 7 }, (_, index) => `note ${String(index)}`));
    // All at one moment: the order is whole all the same.
    await world.database.query(
      `INSERT INTO "Saved" ("userId", "messageId", "savedAt") SELECT $1, id, now() FROM unnest($2::uuid[]) AS i (id)`,
      [bob.id, ids],
    );
    const seen: string[] = [];
    for (;;) {
      const after = seen.length > 0 ? `&after=${seen.at(-1) ?? ''}` : '';
      const page = await listOf(bob, `?limit=3${after}`);
      seen.push(...page.map(({ messageId }) => messageId));
      if (page.length < 3) break;
    }
    expect([...seen].sort()).toEqual([...ids].sort());
    await world.database.query(
      `INSERT INTO "Saved" ("userId", "messageId") SELECT $1, md5(n::text)::uuid FROM generate_series(1, $2::int) n`,
      [bob.id, LIMITS.savedMax - ids.length],
    );
    const { ids: more } = await scene(['one more']);
    const room = await world.people.createRoom(bob);
    const [own = ''] = await say(world, room, bob, ['one more']);
    expect(more).toHaveLength(1);
    expectRefusal(await as(bob).put(`/api/saved/${own}`, {}), 'LIMIT_REACHED');
    await save(bob, ids[0] ?? '', { isDone: true });
  });
});
