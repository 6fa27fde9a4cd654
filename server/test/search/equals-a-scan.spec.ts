import { describe, expect, it } from '@jest/globals';
import { fold, hasTerm, type SearchPage } from '@chatket/contract';
import fc from 'fast-check';
import { Indexer } from '../../src/search/indexer.js';
import { callerWith, guests } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice],
} = useWorld(['alice']);

const WORDS = [
  'tea',
  'Teapot',
  'a',
  'at',
  'be-at',
  'c#',
  'çay',
  'ÇAYDANLIK',
  '急須',
  '茶',
  '🫖',
  '10.0.0.1',
  'x/y?z',
];
const texts = fc.array(
  fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 6 }).map((words) => words.join(' ')),
  { minLength: 40, maxLength: 40 },
);

/** Words side by side as they stand there, in another order, and cut within the words at either end. */
function phrasesOf(text: string): string[] {
  const words = text.split(' ');
  const three = fold(words.slice(-3).join(' '));
  const swapped = fold(words.slice(0, 2).reverse().join(' '));
  const characters = [...three];
  const cut = [characters.slice(1), characters.slice(0, -1)].map((some) => some.join(''));
  return [three, ...cut, swapped, fold(words.slice(0, 2).join(' '))].map(fold);
}

describe('a search', () => {
  it('finds what a look at every message finds, and nothing else', async () => {
    const rooms = [await world.people.createRoom(alice), await world.people.createRoom(alice)];
    const [written = []] = fc.sample(texts, { numRuns: 1, seed: Number(process.env.FUZZ_SEED ?? 1) });
    const placed = written.map((text, place) => ({
      text,
      roomId: rooms[place % 2]?.id ?? '',
      seq: 1 + (place >> 1),
    }));
    await world.database.query(
      `INSERT INTO "Message" (id, "roomId", seq, "senderId", "clientMsgId", text, "createdAt")
       SELECT gen_random_uuid(), room, seq, $1, 'scan-' || seq || room, text, now()
       FROM unnest($2::uuid[], $3::bigint[], $4::text[]) AS w (room, seq, text)`,
      [alice.id, placed.map(({ roomId }) => roomId), placed.map(({ seq }) => seq), written],
    );
    await world.database.query(
      `UPDATE "Room" r SET "lastSeq" = (SELECT max(seq) FROM "Message" m WHERE m."roomId" = r.id) WHERE r.id = ANY ($1)`,
      [rooms.map(({ id }) => id)],
    );
    await world.app.get(Indexer).catchUp();
    // One is in both rooms, one in the first, one in the second.
    const askers = await guests(world, 3);
    const readable = [rooms, rooms.slice(0, 1), rooms.slice(1)].map((some) => some.map(({ id }) => id));
    for (const [index, { id: userId }] of askers.entries())
      for (const id of readable[index] ?? [])
        await world.database.query('INSERT INTO "RoomMembership" ("roomId", "userId") VALUES ($1, $2)', [
          id,
          userId,
        ]);
    const parts = new Set(
      written
        .slice(0, 20)
        .flatMap((text) => [
          [...fold(text)].slice(2, 9),
          [...fold(text)].slice(0, 2),
          [...fold(text)].slice(-1),
        ])
        .map((characters) => fold(characters.join('')))
        .concat(written.slice(20).flatMap(phrasesOf))
        .filter((part) => part !== ''),
    );
    for (const [index, part] of [...parts].entries()) {
      const q = encodeURIComponent(`"${part}"`);
      const { body } = await callerWith(world.url, askers[index % askers.length]?.token ?? '')
        .get(`/api/search?q=${q}&limit=50`)
        .expect(200);
      const found = (body as SearchPage).results.map(
        ({ message: { roomId, seq } }) => `${roomId} ${String(seq)}`,
      );
      const expected = placed
        .filter(({ roomId }) => readable[index % askers.length]?.includes(roomId))
        .filter(({ text }) => hasTerm(fold(text), part))
        .map(({ roomId, seq }) => `${roomId} ${String(seq)}`);
      expect([part, found.sort()]).toEqual([part, expected.sort()]);
    }
    expect(parts.size).toBeGreaterThan(80);
  });
});
