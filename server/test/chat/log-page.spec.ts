import { describe, expect, it } from '@jest/globals';
import { type HistoryPage, isChange, type LogEntry, type Room, type RoomPage } from '@chatket/contract';
import fc from 'fast-check';
import { Memberships } from '../../src/members/index.js';
import type { Person } from '../support/people.js';
import { type Caller, callerWith, guests, nextCursorOf, say } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice],
} = useWorld(['alice']);

/** M: a message, L: a line, C: a change that is no line. */
type Kind = 'M' | 'L' | 'C';

/** A private room of alice's in which these things have happened in turn. @returns its id and the seqs of what is seen */
async function room(
  kinds: readonly Kind[],
): Promise<{ id: string; seen: number[]; ids: Map<number, string> }> {
  const created = await callerWith(world.url, alice.token).post('/api/rooms', {
    name: 'Kitchen',
    kind: 'private',
  });
  const { id } = created.body as Room;
  const memberships = world.app.get(Memberships);
  const seen: number[] = [];
  const ids = new Map<number, string>();
  let [seq, last] = [0, ''];
  for (const kind of kinds) {
    if (kind === 'C' && last === '') continue;
    seq += 1;
    if (kind === 'M') {
      [last = ''] = await say(world, { id }, alice, [`said ${String(seq)}`]);
      ids.set(seq, last);
    } else if (kind === 'L') {
      const [guest] = (await guests(world, 1)) as [Person];
      await memberships.add(id, { user: guest, by: alice });
    } else await world.database.query(`SELECT room_event_add($1, 'reacted', $2, $3)`, [id, alice.id, last]);
    if (kind !== 'C') seen.push(seq);
  }
  return { id, seen, ids };
}

const seqsOf = (entries: readonly { seq: number }[]) => entries.map(({ seq }) => seq);

async function pageOf(caller: Caller, id: string, query: Omit<RoomPage, 'roomId'>) {
  const response = await caller.get(`/api/rooms/${id}/log`).query(query);
  expect(response.status).toBe(200);
  return { entries: response.body as LogEntry[], next: nextCursorOf(response) };
}

const kinds = fc.array(fc.constantFrom<Kind>('M', 'L', 'L', 'C'), { minLength: 1, maxLength: 14 });

describe('GET /rooms/{id}/log', () => {
  it('holds messages and lines in the order of seq, nothing twice and nothing left out, in both directions', async () => {
    const caller = callerWith(world.url, alice.token);
    await fc.assert(
      fc.asyncProperty(kinds, fc.integer({ min: 1, max: 4 }), async (happened, limit) => {
        const { id, seen } = await room(happened);
        const back: number[] = [];
        for (let before: string | undefined, isDone = false; !isDone;) {
          const { entries, next } = await pageOf(caller, id, {
            limit,
            ...(before !== undefined && { before }),
          });
          expect(entries.length).toBeLessThanOrEqual(limit);
          back.unshift(...seqsOf(entries));
          before = next;
          isDone = next === undefined;
        }
        expect(back).toEqual(seen);
        const on: number[] = [];
        for (let after: string | undefined = '0'; after !== undefined;) {
          const { entries, next } = await pageOf(caller, id, { limit, after });
          on.push(...seqsOf(entries));
          after = next;
        }
        expect(on).toEqual(seen);
      }),
      { numRuns: 12, seed: Number(process.env.FUZZ_SEED ?? 1) },
    );
  });

  it('has a message in its middle, by id or by seq, over the socket too', async () => {
    const { id, ids } = await room(['M', 'L', 'M', 'L', 'M', 'L', 'M']);
    const caller = callerWith(world.url, alice.token);
    const byId = await pageOf(caller, id, { around: ids.get(5), limit: 3 });
    const bySeq = await pageOf(caller, id, { around: '5', limit: 3 });
    expect(seqsOf(byId.entries)).toEqual([4, 5, 6]);
    expect(bySeq).toEqual(byId);
    expect(byId.entries.filter(isChange)).toMatchObject([
      { kind: 'member', what: 'added', by: { id: alice.id }, role: 0 },
      { kind: 'member', what: 'added', by: { id: alice.id }, role: 0 },
    ]);
    const device = await world.people.connectLog(alice);
    const page: HistoryPage = await device.tell('room:page', {
      roomId: id,
      log: true,
      around: ids.get(5),
      limit: 3,
    });
    const { messages, lines = [], nextCursor } = page;
    expect([...messages, ...lines].sort((one, other) => one.seq - other.seq)).toEqual(byId.entries);
    expect(nextCursor).toBe(byId.next);
  });

  it('walks two thousand changes and no more, and goes on from there', async () => {
    const { id } = await room(['M', 'L', 'M']);
    await world.database.query(
      `WITH head AS (UPDATE "Room" SET "lastSeq" = "lastSeq" + 2500 WHERE id = $1 RETURNING "lastSeq")
       INSERT INTO "RoomEvent" ("roomId", seq, kind, what, "actorId", "targetId", "createdAt")
       SELECT $1, n, 'message', 'reacted', $2, m.id, now() FROM head, generate_series("lastSeq" - 2499, "lastSeq") n,
         LATERAL (SELECT id FROM "Message" WHERE "roomId" = $1 AND seq = 1) m`,
      [id, alice.id],
    );
    const caller = callerWith(world.url, alice.token);
    const first = await pageOf(caller, id, { limit: 10 });
    expect(first).toEqual({ entries: [], next: '504' });
    const second = await pageOf(caller, id, { limit: 10, before: first.next });
    expect(seqsOf(second.entries)).toEqual([1, 2, 3]);
    expect(second.next).toBeUndefined();
    const on = await pageOf(caller, id, { limit: 10, after: '3' });
    expect(on).toEqual({ entries: [], next: '2003' });
  });

  it.each(['before', 'after', 'around'])('names the field that is wrong: %s', async (place) => {
    const { id } = await room(['M']);
    for (const wrong of ['-1', '01', '1e3', '9007199254740993', 'seven'])
      await callerWith(world.url, alice.token)
        .get(`/api/rooms/${id}/log?${place}=${wrong}`)
        .expect(400)
        .expect(({ body }) => {
          expect(body).toMatchObject({ code: 'VALIDATION', fields: [{ field: place }] });
        });
  });
});
