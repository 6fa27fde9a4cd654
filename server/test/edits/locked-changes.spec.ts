import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Lifecycle } from '../../src/common/index.js';
import { startApp, type TestApp } from '../support/app.js';
import type { Device } from '../support/device.js';

let world: TestApp;
beforeAll(async () => {
  world = await startApp({ RATE_LIMIT_MESSAGES: '10000', RATE_LIMIT_CHANGES: '10000' });
});
afterEach(() => {
  world.people.disconnect();
});
afterAll(() => world.close());

interface Scene {
  roomId: string;
  device: Device;
  messages: { messageId: string; seq: number }[];
}

/** So many rooms, each with a person of its own, who has said so much. */
async function rooms(count: number, said: number): Promise<[Scene, ...Scene[]]> {
  const crowd = await world.people.crowd(count);
  const scenes = await Promise.all(
    crowd.map(async (person) => {
      const { id: roomId } = await world.people.createRoom(person);
      const device = await world.people.connectLog(person);
      await device.tell('room:join', { roomId });
      const messages = [];
      for (let n = 0; n < said; n += 1) {
        const clientMsgId = `locked-${String(n).padStart(4, '0')}`;
        messages.push(await device.tell('message:send', { roomId, text: `text ${String(n)}`, clientMsgId }));
      }
      return { roomId, device, messages };
    }),
  );
  const [first, ...others] = scenes;
  if (!first) throw new Error('there is no room');
  return [first, ...others];
}

/** Holds the row of a room in another session until the returned function is called. */
async function lock(roomId: string): Promise<() => Promise<void>> {
  const other = new pg.Client({ connectionString: world.database.url });
  await other.connect();
  await other.query('BEGIN');
  await other.query('SELECT 1 FROM "Room" WHERE id = $1 FOR UPDATE', [roomId]);
  return async () => {
    await other.query('ROLLBACK');
    await other.end();
  };
}

const TRY_AGAIN = { code: 'UNAVAILABLE', retryable: true };

describe('while one room is locked by somebody else', () => {
  it('reactions in other rooms are stored, and those in it are told to try again', async () => {
    const [locked, ...free] = await rooms(6, 1);
    const unlock = await lock(locked.roomId);
    const wish = ({ roomId, messages: [message] }: Scene) => ({
      roomId,
      messageId: message?.messageId ?? '',
      emoji: '👍',
      on: true,
    });
    const refused = locked.device.refused('message:react', wish(locked));
    const set = free.map((scene) => scene.device.tell('message:react', wish(scene)));
    expect((await Promise.all(set)).map(({ seq }) => seq)).toEqual(free.map(() => 2));
    expect(await refused).toMatchObject(TRY_AGAIN);
    await unlock();
    expect(await locked.device.tell('message:react', wish(locked))).toMatchObject({ seq: 2 });
  });

  it('a crowd that edits and deletes in it keeps nobody elsewhere from sending and editing', async () => {
    const [locked, free] = await rooms(2, 30);
    if (!free) throw new Error('there is one room only');
    const unlock = await lock(locked.roomId);
    const stuck = locked.messages.map(({ messageId, seq }, index) =>
      index % 3 === 0
        ? locked.device.ask('message:delete', { roomId: locked.roomId, messageId })
        : locked.device.ask('message:edit', { roomId: locked.roomId, messageId, text: 'new', rev: seq }),
    );
    // Asked on the same connection, answered when the ones before have been taken up.
    await locked.device.settled();
    const [locks] = await world.database.query<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    expect(locks?.waiting).toBeLessThanOrEqual(2);
    const [first] = free.messages;
    const edit = { roomId: free.roomId, messageId: first?.messageId ?? '', text: 'new', rev: 1 };
    expect(await free.device.ask('message:edit', edit)).toMatchObject({ success: true, seq: 31 });
    const said = { roomId: free.roomId, text: 'on', clientMsgId: 'goes-on-0001' };
    expect(await free.device.ask('message:send', said)).toMatchObject({ success: true, seq: 32 });
    await unlock();
    for (const ack of await Promise.all(stuck)) if (!ack.success) expect(ack).toMatchObject(TRY_AGAIN);
  });
});

describe('a server that is about to stop', () => {
  it('takes no edits, deletions and reactions, as it takes no messages', async () => {
    const [{ roomId, device, messages }] = await rooms(1, 1);
    const messageId = messages[0]?.messageId ?? '';
    const lifecycle = world.app.get(Lifecycle);
    Object.assign(lifecycle, { draining: true });
    const acks = [
      await device.ask('message:edit', { roomId, messageId, text: 'new', rev: 1 }),
      await device.ask('message:react', { roomId, messageId, emoji: '👍', on: true }),
      await device.ask('reaction:add', { messageId, emoji: '👍' }),
      await device.ask('message:delete', { roomId, messageId }),
    ];
    Object.assign(lifecycle, { draining: false });
    for (const ack of acks) expect(ack).toMatchObject({ success: false, code: 'DRAINING', retryable: true });
    expect(await device.ask('message:edit', { roomId, messageId, text: 'new', rev: 1 })).toMatchObject({
      seq: 2,
    });
  });
});
