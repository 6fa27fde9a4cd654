import { describe, expect, it } from '@jest/globals';
import { LIMITS, parseSearch, SEARCH_LIMITS, type SearchPage } from '@chatket/contract';
import { gramsOf, gramsOfTerm } from '../../src/search/grams.js';
import { Indexer } from '../../src/search/indexer.js';
import { callerWith, expectRefusal, guests } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice],
} = useWorld(['alice']);

describe('S149 a dear search', () => {
  it('asks for so many words and grams only, however much is typed', () => {
    expect(parseSearch('a '.repeat(5_000)).terms).toHaveLength(SEARCH_LIMITS.termsMax);
    const long = Array.from({ length: LIMITS.longTextBound }, (_, n) =>
      String.fromCodePoint(97 + (n % 26)),
    ).join('');
    expect(gramsOfTerm(long).length).toBeLessThanOrEqual(24);
    const keys = { roomId: 'r', senderId: 's', hasLink: false, hasCode: false, isReply: false };
    expect(gramsOf(long, keys).size).toBeLessThan(100);
  });

  it('that has too much to look through ends with what it has, and says so', async () => {
    const { id } = await world.people.createRoom(alice);
    // Whether something was edited is said by the message only, so all messages of the room are looked at.
    await world.database.query(
      `INSERT INTO "Message" (id, "roomId", seq, "senderId", "clientMsgId", text, "createdAt")
       SELECT gen_random_uuid(), $1, n, $2, 'dear-' || n, 'a,b', now() FROM generate_series(1, 23000) n`,
      [id, alice.id],
    );
    await world.database.query('UPDATE "Room" SET "lastSeq" = 23000 WHERE id = $1', [id]);
    await world.app.get(Indexer).catchUp();
    const { body } = await callerWith(world.url, alice.token).get('/api/search?q=is:edited').expect(200);
    expect((body as SearchPage).isPartial).toBe(true);
    // Nor are those that are marked looked through to their end.
    await world.database.query(
      `INSERT INTO "Poll" ("messageId", options, "isMultiple", "isAnonymous")
       SELECT m.id, '{a,b}', false, false FROM "Message" m WHERE m."roomId" = $1`,
      [id],
    );
    await world.database.query(
      `INSERT INTO "Saved" ("userId", "messageId") SELECT $2, m.id FROM "Message" m WHERE m."roomId" = $1`,
      [id, alice.id],
    );
    for (const filter of ['has:poll', 'is:saved']) {
      const marked = await callerWith(world.url, alice.token)
        .get(`/api/search?q=${filter}+is:edited`)
        .expect(200);
      expect([filter, (marked.body as SearchPage).isPartial]).toEqual([filter, true]);
    }
    const common = (await callerWith(world.url, alice.token).get('/api/search?q=a&limit=5'))
      .body as SearchPage;
    expect(common.results).toHaveLength(5);
  });

  it('cannot be asked for without end', async () => {
    const [person] = await guests(world, 1);
    const search = () => callerWith(world.url, person?.token ?? '').get('/api/search?q=a');
    // All at once: one after the other they may take longer than the minute in which they count.
    const answers = await Promise.all(Array.from({ length: 121 }, search));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(120);
    for (const refused of answers.filter(({ status }) => status !== 200))
      expectRefusal(refused, 'TOO_MANY_REQUESTS');
  });
});
