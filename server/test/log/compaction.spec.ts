import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Room } from '@chatket/contract';
import { Compaction } from '../../src/log/compaction.js';
import { callerWith } from '../support/rest.js';
import { startApp, type TestApp } from '../support/app.js';
import type { Person } from '../support/people.js';
import { RoomCopy } from '../support/room-copy.js';

const DAY_MS = 24 * 60 * 60 * 1_000;

let world: TestApp;
let alice: Person;

beforeAll(async () => {
  world = await startApp({ RATE_LIMIT_MESSAGES: '10000', RATE_LIMIT_CHANGES: '10000' });
  alice = await world.people.logIn('alice');
});
afterEach(() => {
  world.people.disconnect();
});
afterAll(() => world.close());

/** The seqs of the changes that are in the log. */
async function changesOf(roomId: string): Promise<number[]> {
  const rows = await world.database.query<{ seq: string }>(
    'SELECT seq FROM "RoomEvent" WHERE "roomId" = $1 ORDER BY seq',
    [roomId],
  );
  return rows.map(({ seq }) => Number(seq));
}

/** A room with three messages, each edited three times, the first then deleted. */
async function scene() {
  const { id: roomId } = await world.people.createRoom(alice);
  const device = await world.people.connectLog(alice);
  const ids: string[] = [];
  for (const n of [1, 2, 3]) {
    const said = { roomId, text: 'first', clientMsgId: `compaction-${String(n)}` };
    ids.push((await device.tell('message:send', said)).messageId);
  }
  const last = [];
  for (const messageId of ids) {
    for (const text of ['a', 'b', 'c'])
      last.push((await device.tell('message:edit', { roomId, messageId, text, rev: 1_000 })).seq);
  }
  const deleted = await device.tell('message:delete', { roomId, messageId: ids[0] ?? '' });
  return { roomId, kept: [last[5] ?? 0, last[8] ?? 0, deleted.seq] };
}

describe('compaction', () => {
  it('keeps what is younger than a week, and then the last change of each message only', async () => {
    const { roomId, kept } = await scene();
    const compaction = world.app.get(Compaction);
    expect(await compaction.run()).toBe(0);
    await world.database.query(
      `UPDATE "RoomEvent" SET "createdAt" = "createdAt" - interval '7 days 1 hour' WHERE "roomId" = $1`,
      [roomId],
    );
    // Run by two processes at once.
    const removed = await Promise.all([compaction.run(), compaction.run()]);
    expect(removed[0] + removed[1]).toBe(7);
    expect(await changesOf(roomId)).toEqual(kept);
    expect(await compaction.run()).toBe(0);
  });

  it('between two syncs is not seen: the copy is that of a fresh reader', async () => {
    const { roomId } = await scene();
    const { lastSeq } = (await callerWith(world.url, alice.token).get(`/api/rooms/${roomId}`)).body as Room;
    const old = new RoomCopy(roomId);
    old.cursor = 3;
    const fresh = new RoomCopy(roomId);
    await fresh.follow(await world.people.connectLog(alice));
    for (const [id, state] of fresh.states) old.states.set(id, { ...state, text: 'old', rev: 1 });
    world.clock.advance(8 * DAY_MS);
    expect(await world.app.get(Compaction).run()).toBe(7);
    world.clock.advance(-8 * DAY_MS);
    await old.follow(await world.people.connectLog(alice));
    expect(old.cursor).toBe(lastSeq);
    expect(old.shown()).toEqual(fresh.shown());
  });

  it('keeps that messages were pinned: people see it as lines', async () => {
    const { roomId } = await scene();
    await world.app.get(Compaction).run();
    await world.database.query(
      `INSERT INTO "RoomEvent" ("roomId", seq, kind, what, "targetId", "createdAt")
       SELECT "roomId", 1000 + n, 'message', CASE n % 2 WHEN 0 THEN 'unpinned' ELSE 'pinned' END, id,
         now() - interval '8 days'
       FROM "Message", generate_series(1, 4) n WHERE "roomId" = $1 AND seq = 3`,
      [roomId],
    );
    const before = (await changesOf(roomId)).length;
    expect(await world.app.get(Compaction).run()).toBe(before - (await changesOf(roomId)).length);
    const left = await changesOf(roomId);
    expect(left).toEqual(expect.arrayContaining([1_001, 1_003, 1_004]));
    expect(left).not.toContain(1_002);
  });

  it('goes through more changes than one slice, and leaves other messages alone', async () => {
    const { roomId, kept } = await scene();
    await world.database.query(
      `INSERT INTO "RoomEvent" ("roomId", seq, kind, what, "targetId", "createdAt")
       SELECT "roomId", 1000 + n, 'message', 'reacted', id, now() - interval '8 days'
       FROM "Message", generate_series(1, 1300) n WHERE "roomId" = $1 AND seq = 3`,
      [roomId],
    );
    expect(await world.app.get(Compaction).run()).toBe(1_299);
    expect(await changesOf(roomId)).toEqual(expect.arrayContaining([...kept, 2_300]));
  });
});
