import { describe, expect, it } from '@jest/globals';
import { isChange, type Message, messageOf, type Room } from '@chatket/contract';
import fc from 'fast-check';
import { Dispatcher } from '../../src/realtime/index.js';
import type { Device } from '../support/device.js';
import { EVENT_DOORS, ROUTE_DOORS } from '../support/history-doors.js';
import { ROUTES } from '../support/permission-table.js';
import type { Person } from '../support/people.js';
import { callerWith, guests, promote, UNKNOWN_ID } from '../support/rest.js';
import { useWorld } from '../support/world.js';

/** In every text that was said before somebody came, also where it was changed since. */
const SECRET = 'not for newcomers';

const {
  world,
  cast: [alice],
} = useWorld(['alice'], { RATE_LIMIT_MESSAGES: '100000', RATE_LIMIT_CHANGES: '100000' });

let count = 0;
async function say(device: Device, roomId: string, text: string, replyToId?: string): Promise<string> {
  const clientMsgId = `history-door-${String((count += 1))}`;
  return (await device.tell('message:send', { roomId, text, clientMsgId, replyToId })).messageId;
}

interface Scene {
  roomId: string;
  /** Who has written in the room before, left it, and came again. */
  bob: Person;
  writer: Device;
  /** From before he came again: one of his own, and one of alice's. */
  old: string[];
  fromSeq: number;
  /** His devices that follow the room: one of each kind. */
  devices: Device[];
}

async function scene(kind: 'public' | 'private'): Promise<Scene> {
  const [bob] = (await guests(world, 1)) as [Person];
  const { body } = await callerWith(world.url, alice.token).post('/api/rooms', { name: 'Kitchen', kind });
  const { id: roomId } = body as Room;
  await world.database.query(`UPDATE "Room" SET history = 'sinceJoin', kind = 'public' WHERE id = $1`, [
    roomId,
  ]);
  const writer = await world.people.connectLog(alice);
  await writer.tell('room:join', { roomId });
  await world.people.join(bob, roomId);
  const before = await world.people.connect(bob);
  const own = await say(before, roomId, `${SECRET}, says bob`);
  before.close();
  await world.people.leaveForGood(bob, roomId);
  await callerWith(world.url, alice.token)
    .post(`/api/messages/${own}/report`, { reason: 'spam' })
    .expect(204);
  const old = [own, await say(writer, roomId, `${SECRET}, says alice`)];
  await world.people.join(bob, roomId);
  await promote(world, bob, { id: roomId }, 'admin');
  await world.database.query(`UPDATE "Room" SET kind = $2 WHERE id = $1`, [roomId, kind]);
  const [row] = await world.database.query<{ fromSeq: string }>(
    'SELECT "fromSeq" FROM "RoomMembership" WHERE "roomId" = $1 AND "userId" = $2',
    [roomId, bob.id],
  );
  const devices = await Promise.all([
    world.people.connectLog(bob),
    world.people.connect(bob),
    world.people.connectPlain(bob),
  ]);
  for (const device of devices) await device.tell('room:join', { roomId });
  return { roomId, bob, writer, old, fromSeq: Number(row?.fromSeq), devices };
}

/** What alice does to what was said before, and what she says of it. */
async function stir({ roomId, writer, old: [ofBob = '', ofAlice = ''] }: Scene): Promise<void> {
  await writer.tell('message:react', { roomId, messageId: ofBob, emoji: '🎉', on: true });
  const rev = Number.MAX_SAFE_INTEGER;
  await writer.tell('message:edit', { roomId, messageId: ofAlice, text: `${SECRET}, still`, rev });
  await say(writer, roomId, 'what bob has said is true', ofBob);
  await say(writer, roomId, 'what I have said is true', ofAlice);
}

/** Says something new in the thread of what was said before. */
async function replyBelow({ roomId, writer, old: [, ofAlice = ''] }: Scene): Promise<void> {
  const clientMsgId = 'history-door-of-thread';
  await writer.tell('message:send', { roomId, text: 'a reply to it', clientMsgId, threadId: ofAlice });
}

const withoutTrace = (text: string) => text.replace(/"traceId":"[^"]*"/g, '');

const isAboutThread = (event: string, payload: object) =>
  event.startsWith('thread:') || 'threadId' in payload;

/** Nothing of it was said before, and nothing is of it but who is quoted. */
function expectNothingOld(told: string, { old, fromSeq }: Scene): void {
  expect(told).not.toContain(SECRET);
  for (const id of old) expect(told).not.toContain(`"messageId":"${id}"`);
  for (const [, seq] of told.matchAll(/"roomId":"[^"]*","seq":(\d+),"text"/g))
    expect(Number(seq)).toBeGreaterThan(fromSeq);
}

describe('S145 the doors of what was said', () => {
  it('are all here', () => {
    expect(Object.keys(ROUTE_DOORS).sort()).toEqual(Object.keys(ROUTES).sort());
    expect(Object.keys(EVENT_DOORS).sort()).toEqual(world.app.get(Dispatcher).events.sort());
  });

  it.each(['public', 'private'] as const)('tell a newcomer nothing over REST, %s', async (kind) => {
    const here = await scene(kind);
    await stir(here);
    await replyBelow(here);
    const caller = callerWith(world.url, here.bob.token);
    for (const ways of Object.values(ROUTE_DOORS)) {
      for (const messageId of here.old) {
        const asked = ways({ roomId: here.roomId, messageId });
        const nowhere = ways({ roomId: here.roomId, messageId: UNKNOWN_ID });
        for (const [index, [method, path, body]] of asked.entries()) {
          const answer = await caller[method](path, body);
          expectNothingOld(answer.text, here);
          const same = nowhere[index];
          if (!same || same[1] === path) continue;
          // What was said before is as little there as what never was said.
          const other = await caller[same[0]](same[1], same[2]);
          expect(answer.status).toBe(404);
          expect(withoutTrace(answer.text)).toBe(withoutTrace(other.text));
        }
      }
    }
  });

  it.each(['public', 'private'] as const)('tell a newcomer nothing over the socket, %s', async (kind) => {
    const here = await scene(kind);
    await stir(here);
    await replyBelow(here);
    for (const device of here.devices) {
      for (const [event, ways] of Object.entries(EVENT_DOORS)) {
        for (const messageId of here.old) {
          const asked = ways({ roomId: here.roomId, messageId });
          const nowhere = ways({ roomId: here.roomId, messageId: UNKNOWN_ID });
          for (const [index, payload] of asked.entries()) {
            const answer = JSON.stringify(await device.askAnything(event, payload));
            expectNothingOld(answer, here);
            if (JSON.stringify(nowhere[index]) === JSON.stringify(payload)) continue;
            const other = JSON.stringify(await device.askAnything(event, nowhere[index]));
            expect(answer).toContain(
              isAboutThread(event, payload) ? '"THREAD_NOT_FOUND"' : '"MESSAGE_NOT_FOUND"',
            );
            expect(withoutTrace(answer)).toBe(withoutTrace(other));
          }
        }
      }
      await device.settled();
      expectNothingOld(JSON.stringify(device.heard), here);
    }
  });

  it('tell live of what follows, and of what was before only who is quoted', async () => {
    const here = await scene('public');
    for (const device of here.devices) device.forget();
    await stir(here);
    const last = await say(here.writer, here.roomId, 'the end');
    const [log, batch, plain] = here.devices as [Device, Device, Device];
    await log.next('room:log', ({ entries }) => entries.some((each) => messageOf(each)?.messageId === last));
    await batch.next('message:batch', ({ messages }) => messages.some(({ messageId }) => messageId === last));
    await plain.next('message:new', ({ messageId }) => messageId === last);
    const quotes: Record<string, Message[]> = { batch: batch.messages(), plain: plain.messages() };
    const entries = log.all('room:log').flatMap((each) => each.entries);
    quotes.log = entries.filter((entry): entry is Message => !isChange(entry));
    for (const messages of Object.values(quotes))
      expect(messages.map(({ text, replyTo }) => [text, replyTo])).toEqual([
        [
          'what bob has said is true',
          {
            id: here.old[0],
            text: '',
            sender: here.bob.id && expect.objectContaining({ id: here.bob.id }),
            rev: 0,
            isHidden: true,
          },
        ],
        [
          'what I have said is true',
          {
            id: here.old[1],
            text: '',
            sender: expect.objectContaining({ id: alice.id }),
            rev: 0,
            isHidden: true,
          },
        ],
        ['the end', undefined],
      ]);
    // Whoever counts misses no seq.
    const seqs = entries.map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, place) => (seqs[0] ?? 0) + place));
    expect(entries.filter(isChange).map(({ kind }) => kind)).toEqual(['hidden', 'hidden']);
    expect(plain.all('reaction:update')).toEqual([]);
    await here.writer.tell('message:react', { roomId: here.roomId, messageId: last, emoji: '🎉', on: true });
    await plain.next('reaction:update', ({ messageId }) => messageId === last);
  });

  it('show the last message, and count the unread ones, from joining on', async () => {
    const here = await scene('public');
    const caller = callerWith(world.url, here.bob.token);
    const read = async () => (await caller.get(`/api/rooms/${here.roomId}`)).body as Room;
    const fresh = await read();
    expect(fresh.lastMessage).toBeUndefined();
    expect([fresh.unread, fresh.fromSeq]).toEqual([0, here.fromSeq]);
    await world.database.query('UPDATE "RoomMembership" SET "lastReadSeq" = 0 WHERE "userId" = $1', [
      here.bob.id,
    ]);
    expect((await read()).unread).toBe(0);
    await stir(here);
    const { lastMessage, unread } = await read();
    expect([lastMessage?.text, lastMessage?.replyTo?.text, unread]).toEqual([
      'what I have said is true',
      '',
      2,
    ]);
  });
});

type Step = { kind: 'send' | 'reply' | 'edit' | 'delete' | 'react' | 'come' | 'go' | 'ask'; pick: number };
const steps = fc.array(
  fc.record({
    kind: fc.constantFrom<Step['kind']>(
      'send',
      'send',
      'reply',
      'reply',
      'edit',
      'delete',
      'react',
      'come',
      'go',
      'ask',
    ),
    pick: fc.nat(1_000),
  }),
  { minLength: 8, maxLength: 40 },
);

describe('S145 whoever comes and goes', () => {
  it('is told nothing that was said while they were not there, after any history', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (history) => {
        const [bob] = (await guests(world, 1)) as [Person];
        const { id: roomId } = await world.people.createRoom(alice);
        await world.database.query(`UPDATE "Room" SET history = 'sinceJoin' WHERE id = $1`, [roomId]);
        const writer = await world.people.connectLog(alice);
        let devices: Device[] = [];
        let isThere = false;
        let visit = 0;
        const ids: string[] = [];
        /** What was said is marked with the visit in which it could be heard. */
        const mark = () => (isThere ? `visit-${String(visit)}.` : 'nobody.');
        for (const { kind, pick } of history) {
          const messageId = ids[pick % Math.max(1, ids.length)];
          if (kind === 'come' && !isThere) {
            await world.people.join(bob, roomId);
            [isThere, visit] = [true, visit + 1];
            devices = await Promise.all([world.people.connectLog(bob), world.people.connectPlain(bob)]);
            for (const device of devices)
              await device.tell('rooms:sync', { rooms: [{ roomId, lastSeq: pick % 7 }] });
          } else if (kind === 'go' && isThere) {
            expectOnlyOf(visit, devices);
            await world.people.leaveForGood(bob, roomId);
            isThere = false;
            for (const device of devices) device.close();
          } else if (kind === 'ask' && isThere) {
            for (const device of devices) {
              await device.tell('rooms:sync', { rooms: [{ roomId, lastSeq: pick % 9 }] });
              const page = await device.ask('room:page', { roomId, ...(messageId && { around: messageId }) });
              expect(JSON.stringify(page)).not.toMatch(foreignTo(visit));
            }
          } else if (kind === 'reply' && messageId) {
            const clientMsgId = `history-door-${String((count += 1))}`;
            const ack = await writer.ask('message:send', {
              roomId,
              text: mark(),
              clientMsgId,
              replyToId: messageId,
            });
            if (ack.success) ids.push(ack.messageId);
          } else if (kind === 'edit' && messageId) {
            const [row] = await world.database.query<{ text: string }>(
              'SELECT text FROM "Message" WHERE id = $1',
              [messageId],
            );
            const text = `${row?.text ?? ''}!`;
            await writer.ask('message:edit', { roomId, messageId, text, rev: Number.MAX_SAFE_INTEGER });
          } else if (kind === 'delete' && messageId)
            await writer.ask('message:delete', { roomId, messageId });
          else if (kind === 'react' && messageId)
            await writer.ask('message:react', { roomId, messageId, emoji: '👍', on: pick % 2 === 0 });
          else ids.push(await say(writer, roomId, mark()));
        }
        if (isThere) {
          const sent = await say(writer, roomId, mark());
          await devices[0]?.next('room:log', ({ entries }) =>
            entries.some((entry) => messageOf(entry)?.messageId === sent),
          );
          expectOnlyOf(visit, devices);
        }
        world.people.disconnect();
      }),
      { numRuns: 12, seed: Number(process.env.FUZZ_SEED ?? 1) },
    );
  });
});

/** A text of another visit, or of none. */
const foreignTo = (visit: number) => new RegExp(`nobody\\.|visit-(?!${String(visit)}\\.)\\d+\\.`);

function expectOnlyOf(visit: number, devices: readonly Device[]): void {
  for (const { heard } of devices) expect(JSON.stringify(heard)).not.toMatch(foreignTo(visit));
}
