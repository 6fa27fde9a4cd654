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
    const { id } = await world.people.createRoom(alice);
    const [written = []] = fc.sample(texts, { numRuns: 1, seed: Number(process.env.FUZZ_SEED ?? 1) });
    await world.database.query(
      `INSERT INTO "Message" (id, "roomId", seq, "senderId", "clientMsgId", text, "createdAt")
       SELECT gen_random_uuid(), $1, n, $2, 'scan-' || n, text, now() FROM unnest($3::text[]) WITH ORDINALITY AS w (text, n)`,
      [id, alice.id, written],
    );
    await world.database.query('UPDATE "Room" SET "lastSeq" = $2 WHERE id = $1', [id, written.length]);
    await world.app.get(Indexer).catchUp();
    const askers = await guests(world, 3);
    for (const { id: userId } of askers)
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
      const found = (body as SearchPage).results.map(({ message }) => message.seq);
      const expected = written.flatMap((text, place) => (hasTerm(fold(text), part) ? [place + 1] : []));
      expect([part, found.sort((one, other) => one - other)]).toEqual([part, expected]);
    }
    expect(parts.size).toBeGreaterThan(80);
  });
});
