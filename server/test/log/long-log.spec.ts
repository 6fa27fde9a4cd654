import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isChange, type LogEntry, type RoomSyncResult } from '@chatket/contract';
import { startApp, type TestApp } from '../support/app.js';
import type { Device } from '../support/device.js';

/** Changes of one message: two a second for most of an hour. */
const CHANGES = 5_000;

let world: TestApp;
let roomId: string;
let messageId: string;

beforeAll(async () => {
  world = await startApp({ RATE_LIMIT_MESSAGES: '10000' });
  const alice = await world.people.logIn('alice');
  ({ id: roomId } = await world.people.createRoom(alice));
  const device = await world.people.connectLog(alice);
  await device.tell('room:join', { roomId });
  const first = { roomId, text: 'first', clientMsgId: 'long-log-0001' };
  ({ messageId } = await device.tell('message:send', first));
  await world.database.query(
    `INSERT INTO "RoomEvent" ("roomId", seq, kind, what, "actorId", "targetId", "createdAt")
     SELECT $1, n + 1, 'message', 'reacted', $2, $3, now() FROM generate_series(1, $4::int) n`,
    [roomId, alice.id, messageId, CHANGES],
  );
  await world.database.query(`UPDATE "Message" SET "changedSeq" = $2, flags = 1 WHERE id = $1`, [
    messageId,
    CHANGES + 1,
  ]);
  await world.database.query(`UPDATE "Room" SET "lastSeq" = $2 WHERE id = $1`, [roomId, CHANGES + 1]);
  await device.tell('message:send', { roomId, text: 'last', clientMsgId: 'long-log-0002' });
  // Its way out of the room is behind all these changes: whoever comes now is told nothing of it live.
  await device.next('room:log', ({ entries }) => entries.some(({ seq }) => seq === CHANGES + 2));
  world.people.disconnect();
});
afterAll(() => world.close());

/** Asks for pages from there until there is no more. */
async function syncFrom(device: Device, lastSeq: number): Promise<RoomSyncResult[]> {
  const results: RoomSyncResult[] = [];
  for (let seq = lastSeq; ;) {
    const { results: answers } = await device.tell('rooms:sync', { rooms: [{ roomId, lastSeq: seq }] });
    const [result] = answers;
    if (!result) throw new Error('the room was left out');
    results.push(result);
    if (!result.hasMore) return results;
    expect(result.lastSeq).toBeGreaterThan(seq);
    seq = result.lastSeq;
  }
}

describe('behind thousands of changes that were overtaken', () => {
  it('S141 somebody who takes messages only comes to the end in a few pages, with each message once', async () => {
    const device = await world.people.connect(await world.people.logIn('alice'));
    const results = await syncFrom(device, 0);
    // Each page looks at so many changes and no more.
    expect(results.length).toBe(3);
    expect(results.at(-1)).toMatchObject({ lastSeq: CHANGES + 2, headSeq: CHANGES + 2 });
    expect(device.messages(roomId).map(({ text }) => text)).toEqual(['first', 'last']);
  });

  it('S141 somebody who takes the log is told the last of them, or begins anew when that is far', async () => {
    const device = await world.people.connectLog(await world.people.logIn('alice'));
    const [far] = await syncFrom(device, 1);
    expect(far).toMatchObject({ reset: true, messageCount: 2, hasMore: false });
    device.forget();
    await syncFrom(device, CHANGES - 1_000);
    const entries = device.all('room:log').flatMap(({ entries }): LogEntry[] => entries);
    expect(entries.map(({ seq }) => seq)).toEqual([CHANGES + 1, CHANGES + 2]);
    expect(entries.map(isChange)).toEqual([true, false]);
  });
});
