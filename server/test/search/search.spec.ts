import { describe, expect, it } from '@jest/globals';
import type { Room, SearchPage } from '@chatket/contract';
import { rebuildSearch } from '../../src/rebuild-search.js';
import { Indexer } from '../../src/search/indexer.js';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, UNKNOWN_ID } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, mallory],
} = useWorld(['alice', 'bob', 'mallory'], { RATE_LIMIT_MESSAGES: '100000', RATE_LIMIT_CHANGES: '100000' });

let count = 0;
interface Said {
  replyToId?: string;
  threadId?: string;
  alsoInRoom?: boolean;
}
async function say(device: Device, roomId: string, text: string, more: Said = {}): Promise<string> {
  const clientMsgId = `search-${String((count += 1)).padStart(6, '0')}`;
  return (await device.tell('message:send', { roomId, text, clientMsgId, ...more })).messageId;
}

const indexed = () => world.app.get(Indexer).catchUp();

/** Resolves when the server has by itself taken in all that was committed in a room. */
async function takenIn(roomId: string): Promise<void> {
  const isBehind = async () => {
    const rows = await world.database.query(
      `SELECT 1 FROM "Room" r LEFT JOIN "SearchCursor" c ON c."roomId" = r.id
       WHERE r.id = $1 AND r."lastSeq" > coalesce(c.seq, 0)`,
      [roomId],
    );
    return rows.length > 0;
  };
  while (await isBehind()) await new Promise((resolve) => setImmediate(resolve));
}

async function search(person: Person, q: string, more = ''): Promise<SearchPage> {
  await indexed();
  return searchNow(person, q, more);
}

/** Whatever the index has at this moment. */
async function searchNow(person: Person, q: string, more = ''): Promise<SearchPage> {
  const { body } = await callerWith(world.url, person.token)
    .get(`/api/search?q=${encodeURIComponent(q)}${more}`)
    .expect(200);
  return body as SearchPage;
}
const textsOf = ({ results }: SearchPage) => results.map(({ message }) => message.text);
const findNow = async (person: Person, q: string) => textsOf(await searchNow(person, q));
const find = async (person: Person, q: string, more = '') => textsOf(await search(person, q, more));

/** A room of alice and bob in which things were said, oldest first. */
async function talk(texts: readonly string[], name = 'Kitchen') {
  const { roomId, a, b } = await world.people.conversation(alice, bob);
  if (name !== 'Kitchen')
    await callerWith(world.url, alice.token).patch(`/api/rooms/${roomId}`, { name }).expect(200);
  const ids: string[] = [];
  for (const text of texts) ids.push(await say(a, roomId, text));
  return { roomId, a, b, ids };
}

describe('what is found', () => {
  it.each([
    ['inside words', 'akfas', ['Breakfast is ready']],
    ['a phrase', '"the red  kettle"', ['I like the red kettle']],
    ['a phrase of short words', '"is on at"', ['It is on at six']],
    ['words in any order', 'kettle red', ['red is no kettle colour', 'I like the red kettle']],
    ['without a word', 'kettle -colour', ['I like the red kettle']],
    ['the beginning of words', 'colo', ['red is no kettle colour']],
    ['two letters', 'zu', ['Zum Wohl']],
    ['one letter', 'q', ['plan q']],
    ['an address', 'https://wiki.example/a-b?c=d#e', ['see https://wiki.example/a-b?c=d#e for that']],
    ['a part of an address', 'example/a-b', ['see https://wiki.example/a-b?c=d#e for that']],
    ['an IP address', '192.168.17.4', ['ping 192.168.17.4:8080']],
    ['dashes', 'foo-bar_baz', ['run foo-bar_baz --now']],
    ['a switch', '--now', ['run foo-bar_baz --now']],
    ['two signs', '東京', ['明日は東京に行きます']],
    ['one sign', '京', ['明日は東京に行きます']],
    ['Korean', '안녕', ['여러분 안녕하세요']],
    ['a picture', '🦆', ['a 🦆 duck']],
    ['letters without their marks', 'isik cayi', ['Işık çayı']],
    ['letters with their marks', 'IŞIK', ['Işık çayı']],
    ['ß by ss', 'strasse', ['Große Straße']],
  ])('%s', async (_, typed, texts) => {
    await talk([
      'Breakfast is ready',
      'I like the red kettle',
      'It is on at six',
      'red is no kettle colour',
      'Zum Wohl',
      'plan q',
      'see https://wiki.example/a-b?c=d#e for that',
      'ping 192.168.17.4:8080',
      'run foo-bar_baz --now',
      '明日は東京に行きます',
      '여러분 안녕하세요',
      'a 🦆 duck',
      'Işık çayı',
      'Große Straße',
    ]);
    expect(new Set(await find(alice, typed))).toEqual(new Set(texts));
  });

  it('comes with what stands around it, newest first, page by page', async () => {
    const texts = Array.from({ length: 7 }, (_, n) => `walrus ${String(n)}`);
    const { roomId } = await talk(texts);
    const first = await search(bob, 'walrus', '&limit=3');
    expect(textsOf(first)).toEqual(['walrus 6', 'walrus 5', 'walrus 4']);
    expect(first.results[1]).toMatchObject({
      message: { roomId, sender: { username: 'alice' } },
      before: { text: 'walrus 4' },
      after: { text: 'walrus 6' },
    });
    expect(first.results[0]).not.toHaveProperty('after');
    const second = await search(bob, 'walrus', `&limit=3&cursor=${first.nextCursor ?? ''}`);
    expect(textsOf(second)).toEqual(['walrus 3', 'walrus 2', 'walrus 1']);
    const third = await search(bob, 'walrus', `&limit=3&cursor=${second.nextCursor ?? ''}`);
    expect(textsOf(third)).toEqual(['walrus 0']);
    expect(third).not.toHaveProperty('nextCursor');
  });

  it('comes with what is shown beside it: the room in the room, its thread in a thread', async () => {
    const { roomId, a, ids } = await talk(['chamois root', 'chamois after']);
    const threadId = ids[0] ?? '';
    await say(a, roomId, 'chamois reply 1', { threadId });
    await say(a, roomId, 'chamois reply 2', { threadId });
    await say(a, roomId, 'chamois reply for all', { threadId, alsoInRoom: true });
    await say(a, roomId, 'chamois last');
    const { results } = await search(bob, 'chamois');
    const around = results.map(({ message, before, after }) => [before?.text, message.text, after?.text]);
    expect(around).toEqual([
      ['chamois reply for all', 'chamois last', undefined],
      ['chamois after', 'chamois reply for all', 'chamois last'],
      ['chamois reply 1', 'chamois reply 2', 'chamois reply for all'],
      ['chamois root', 'chamois reply 1', 'chamois reply 2'],
      ['chamois root', 'chamois after', 'chamois reply for all'],
      [undefined, 'chamois root', 'chamois after'],
    ]);
  });
});

describe('a filter', () => {
  it('narrows by author, room, and what a message has and is', async () => {
    const { roomId, a, b, ids } = await talk(['otter one', 'otter www.example.org'], 'Otter den');
    const other = await talk(['otter elsewhere'], 'Other den');
    const mine = await say(b, roomId, 'otter `code`');
    await say(b, roomId, 'otter answer', { replyToId: ids[0] ?? '' });
    await a.tell('message:react', { roomId, messageId: mine, emoji: '👍', on: true });
    const rev = Number.MAX_SAFE_INTEGER;
    await a.tell('message:edit', { roomId, messageId: ids[0] ?? '', text: 'otter first', rev });
    expect(await find(alice, 'otter from:@bob')).toEqual(['otter answer', 'otter `code`']);
    expect(await find(bob, 'otter from:me has:code')).toEqual(['otter `code`']);
    expect(await find(alice, 'otter from:nobody-of-that-name')).toEqual([]);
    expect(await find(alice, 'otter in:"OTHER den"')).toEqual(['otter elsewhere']);
    expect(await find(alice, `otter in:${other.roomId}`)).toEqual(['otter elsewhere']);
    expect(await find(alice, `has:link in:${roomId}`)).toEqual(['otter www.example.org']);
    expect(await find(alice, `has:reaction in:${roomId}`)).toEqual(['otter `code`']);
    expect(await find(alice, `is:reply in:${roomId}`)).toEqual(['otter answer']);
    expect(await find(alice, `is:edited in:${roomId}`)).toEqual(['otter first']);
    expect(await find(alice, `from:alice in:${roomId}`)).toEqual(['otter www.example.org', 'otter first']);
  });

  it('S245 finds what is saved, pinned or a poll, with words and other filters, and no mark of others', async () => {
    const { roomId, a, b, ids } = await talk(['newt one', 'newt two', 'newt three'], 'Newt pond');
    const [one = '', two = '', three = ''] = ids;
    for (const messageId of [one, two]) await a.tell('message:pin', { roomId, messageId, on: true });
    for (const messageId of [two, three])
      await callerWith(world.url, bob.token).put(`/api/saved/${messageId}`, {}).expect(200);
    const poll = { roomId, question: 'newt or frog', options: ['newt', 'frog'] };
    await b.tell('poll:create', { ...poll, clientMsgId: crypto.randomUUID() });
    expect(await find(bob, `is:pinned in:${roomId}`)).toEqual(['newt two', 'newt one']);
    expect(await find(bob, 'newt is:saved')).toEqual(['newt three', 'newt two']);
    expect(await find(bob, 'newt is:saved is:pinned from:alice')).toEqual(['newt two']);
    expect(await find(alice, 'newt is:saved')).toEqual([]);
    expect(await find(alice, 'has:poll frog')).toEqual(['newt or frog']);
    expect(await find(alice, 'has:poll from:me newt')).toEqual([]);
    const page = await search(bob, 'newt is:saved', '&limit=1');
    expect(textsOf(page)).toEqual(['newt three']);
    expect(await find(bob, 'newt is:saved', `&limit=1&cursor=${page.nextCursor ?? ''}`)).toEqual([
      'newt two',
    ]);
    for (const q of ['is:pinned newt', 'has:poll newt', 'is:saved newt'])
      expect(await find(mallory, q)).toEqual([]);
    await a.tell('message:pin', { roomId, messageId: two, on: false });
    await a.tell('message:delete', { roomId, messageId: three });
    expect(await find(bob, `is:pinned in:${roomId}`)).toEqual(['newt one']);
    expect(await find(bob, 'newt is:saved')).toEqual(['newt two']);
    await world.people.leaveForGood(bob, roomId);
    expect(await find(bob, 'newt is:saved')).toEqual([]);
    expect(await find(bob, 'is:pinned newt')).toEqual([]);
  });

  it('names a direct room by the other', async () => {
    const { body } = await callerWith(world.url, alice.token).post('/api/direct', { userIds: [bob.id] });
    const device = await world.people.connect(alice);
    await say(device, (body as Room).id, 'badger in private');
    await talk(['badger in public']);
    expect(await find(bob, 'badger in:@alice')).toEqual(['badger in private']);
    expect(await find(mallory, 'badger')).toEqual([]);
  });

  it('takes days as the asker has them', async () => {
    const { roomId, ids } = await talk(['heron late', 'heron early']);
    const at = (id: string | undefined, time: string) =>
      world.database.query('UPDATE "Message" SET "createdAt" = $2 WHERE id = $1', [id, time]);
    await indexed();
    await at(ids[0], '2026-01-31T22:30:00Z');
    await at(ids[1], '2026-01-30T10:00:00Z');
    await world.database.query(`UPDATE "SearchSegment" SET oldest = '2026-01-01'`);
    const days = (filter: string, zone = 'UTC') => find(alice, `heron ${filter}`, `&zone=${zone}`);
    expect(await days('on:2026-01-31')).toEqual(['heron late']);
    expect(await days('on:2026-01-31', 'Europe/Istanbul')).toEqual([]);
    expect(await days('on:2026-02-01', 'Europe/Istanbul')).toEqual(['heron late']);
    expect(await days('before:2026-01-31')).toEqual(['heron early']);
    expect(await days('after:2026-01-30')).toEqual(['heron late']);
    expect(await days('after:2026-01-31')).toEqual([]);
    expect(roomId).toBeDefined();
  });

  it('that cannot be is named', async () => {
    const caller = callerWith(world.url, alice.token);
    expectRefusal(await caller.get('/api/search?q=before:soon'), 'VALIDATION', ['q']);
    const { body } = await caller.get('/api/search?q=has:colour').expect(400);
    expect(body).toMatchObject({
      fields: [{ field: 'q', message: expect.stringContaining('link, code, reaction') }],
    });
    expectRefusal(await caller.get('/api/search?q=x&zone=Middle/Earth'), 'VALIDATION', ['zone']);
    expectRefusal(await caller.get('/api/search?q=x&cursor=1'), 'VALIDATION', ['cursor']);
    expectRefusal(await caller.get('/api/search'), 'VALIDATION', ['q']);
    expectRefusal(await caller.get(`/api/search?q=${'x'.repeat(300)}`), 'VALIDATION', ['q']);
  });
});

describe('what has changed', () => {
  it('is found by its new text only, and a deleted text by nothing', async () => {
    const { roomId, a, ids } = await talk(['lemur before', 'lemur gone']);
    await indexed();
    const rev = Number.MAX_SAFE_INTEGER;
    await a.tell('message:edit', { roomId, messageId: ids[0] ?? '', text: 'quokka after', rev });
    await a.tell('message:delete', { roomId, messageId: ids[1] ?? '' });
    expect(await find(bob, 'lemur')).toEqual([]);
    const { results } = await search(bob, 'quokka');
    expect(results.map(({ message }) => message.text)).toEqual(['quokka after']);
    expect(results[0]).not.toHaveProperty('after');
  });

  it('of a deleted text nothing is told, also while it is in the index still', async () => {
    const { roomId, ids } = await talk(['tapir secret']);
    await indexed();
    await world.database.query(
      `UPDATE "Message" SET text = '', "deletedAt" = now(), "deletedById" = "senderId" WHERE id = $1`,
      [ids[0]],
    );
    expect(await find(bob, `tapir in:${roomId}`)).toEqual([]);
  });

  it('is taken in within moments, without anybody asking for it', async () => {
    const { roomId, a, ids } = await talk(['pangolin', 'pangolin gone']);
    await takenIn(roomId);
    expect(await findNow(bob, 'pangolin')).toEqual(['pangolin gone', 'pangolin']);
    const rev = Number.MAX_SAFE_INTEGER;
    await a.tell('message:edit', { roomId, messageId: ids[0] ?? '', text: 'aardvark', rev });
    await a.tell('message:delete', { roomId, messageId: ids[1] ?? '' });
    await takenIn(roomId);
    expect(await findNow(bob, 'aardvark')).toEqual(['aardvark']);
    expect(await findNow(bob, 'pangolin')).toEqual([]);
    const left = await world.database.query(
      `SELECT seq FROM "SearchEntry" WHERE "roomId" = $1 AND grams = '{}'`,
      [roomId],
    );
    expect(left).toHaveLength(1);
  });

  it('goes with its room', async () => {
    const { roomId } = await talk(['numbat one', 'numbat two']);
    await indexed();
    const entries = () => world.database.query('SELECT 1 FROM "SearchEntry" WHERE "roomId" = $1', [roomId]);
    expect(await entries()).toHaveLength(2);
    await world.database.query('DELETE FROM "Message" WHERE "roomId" = $1', [roomId]);
    expect(await entries()).toEqual([]);
  });
});

describe('S148 what one may not read', () => {
  const withoutTrace = (text: string) => text.replace(/"traceId":"[^"]*"/g, '');
  async function told(person: Person, q: string, more = ''): Promise<string> {
    await indexed();
    const answer = await callerWith(world.url, person.token).get(
      `/api/search?q=${encodeURIComponent(q)}${more}`,
    );
    return withoutTrace(`${String(answer.status)} ${answer.text}`);
  }

  it('is not found by outsiders, whatever is asked, and cannot be told from what is not there', async () => {
    const { body } = await callerWith(world.url, alice.token).post('/api/rooms', {
      name: 'Vault',
      kind: 'private',
    });
    const { id } = body as Room;
    const device = await world.people.connect(alice);
    const messageId = await say(device, id, 'zebra secret');
    expect(await find(alice, 'zebra')).toEqual(['zebra secret']);
    for (const [asked, nothing] of [
      ['zebra', 'no-such-word'],
      ['zebra in:Vault', 'zebra in:Nowhere'],
      [`zebra in:${id}`, `zebra in:${UNKNOWN_ID}`],
      ['zebra from:alice', 'zebra from:nobody'],
    ] as const)
      expect(await told(mallory, asked)).toBe(await told(mallory, nothing));
    expect(await told(mallory, 'zebra', `&cursor=${messageId}`)).toBe(
      await told(mallory, 'zebra', `&cursor=${UNKNOWN_ID}`),
    );
  });

  it('is not found any more by whoever has left, or was put out', async () => {
    const { roomId } = await talk(['gnu herd']);
    await world.people.join(mallory, roomId);
    expect(await find(mallory, 'gnu')).toEqual(['gnu herd']);
    await callerWith(world.url, alice.token)
      .delete(`/api/rooms/${roomId}/members/${mallory.id}`, { ban: true })
      .expect(204);
    expect(await find(mallory, 'gnu')).toEqual([]);
    expect(await find(bob, 'gnu')).toEqual(['gnu herd']);
    await world.people.leaveForGood(bob, roomId);
    expect(await find(bob, 'gnu')).toEqual([]);
  });

  it('is not found by whoever came when it had been said, nor as a neighbour or a quote', async () => {
    const { roomId, a, ids } = await talk(['ibex hidden']);
    await world.database.query(`UPDATE "Room" SET history = 'sinceJoin' WHERE id = $1`, [roomId]);
    await world.people.join(mallory, roomId);
    await say(a, roomId, 'ibex shown', { replyToId: ids[0] ?? '' });
    const { results } = await search(mallory, 'ibex');
    expect(results.map(({ message }) => message.text)).toEqual(['ibex shown']);
    expect(JSON.stringify(results)).not.toContain('hidden"');
    expect(results[0]).not.toHaveProperty('before');
    expect(await find(bob, 'ibex')).toEqual(['ibex shown', 'ibex hidden']);
  });

  it('is not found by whoever is in many rooms either', async () => {
    const rooms = await Promise.all(
      Array.from({ length: 18 }, (_, n) => world.people.createRoom(mallory, `Many ${String(n)}`)),
    );
    const device = await world.people.connect(mallory);
    await say(device, rooms[0]?.id ?? '', 'okapi of mallory');
    await talk(['okapi of alice']);
    expect(await find(mallory, 'okapi')).toEqual(['okapi of mallory']);
  });

  it('is not found once the room has forgotten it', async () => {
    const { roomId } = await talk(['bison old', 'bison new']);
    await indexed();
    await world.database.query('UPDATE "Room" SET "expiredSeq" = 1 WHERE id = $1', [roomId]);
    expect(await find(bob, 'bison')).toEqual(['bison new']);
  });
});

describe('the index', () => {
  it('is made anew from what is there, newest first, and takes in what is said meanwhile', async () => {
    const { roomId, a } = await talk(['yak one', 'yak two']);
    await indexed();
    await world.database.query('DELETE FROM "SearchEntry"');
    expect(await find(bob, 'yak')).toEqual([]);
    const told: number[] = [];
    const taken = await rebuildSearch(world.database.url, (count) => told.push(count));
    expect(taken).toBeGreaterThanOrEqual(2);
    expect(told.at(-1)).toBeLessThanOrEqual(taken);
    await say(a, roomId, 'yak three');
    const page = await search(bob, 'yak');
    expect(textsOf(page)).toEqual(['yak three', 'yak two', 'yak one']);
    expect(page).not.toHaveProperty('isBuilding');
  });

  it('is left to those who know its rules, when they are newer', async () => {
    const { a, roomId } = await talk(['before the upgrade, marjoram']);
    expect(await find(alice, 'marjoram')).toHaveLength(1);
    const [known] = await world.database.query<{ rules: number }>('SELECT rules FROM "SearchState"');
    await world.database.query('UPDATE "SearchState" SET rules = rules + 1');
    await say(a, roomId, 'after it, marjoram');
    expect(await find(alice, 'marjoram')).toEqual(['before the upgrade, marjoram']);
    await world.database.query('UPDATE "SearchState" SET rules = $1', [known?.rules]);
    expect(await find(alice, 'marjoram')).toHaveLength(2);
  });

  it('takes in what is behind a cursor once, though some of it is there already', async () => {
    const { roomId, a } = await talk(['bilby one', 'bilby two']);
    await indexed();
    await world.database.query('UPDATE "SearchCursor" SET seq = 0 WHERE "roomId" = $1', [roomId]);
    await say(a, roomId, 'bilby three');
    expect(await find(bob, 'bilby')).toEqual(['bilby three', 'bilby two', 'bilby one']);
  });

  it('goes on where another server has stopped', async () => {
    const { roomId } = await talk([]);
    await world.database.query(
      `INSERT INTO "Message" (id, "roomId", seq, "senderId", "clientMsgId", text, "createdAt")
       VALUES (gen_random_uuid(), $1, (SELECT "lastSeq" + 1 FROM "Room" WHERE id = $1), $2, 'from-elsewhere', 'kakapo', now())`,
      [roomId, alice.id],
    );
    await world.database.query('UPDATE "Room" SET "lastSeq" = "lastSeq" + 1 WHERE id = $1', [roomId]);
    expect(await find(bob, 'kakapo')).toEqual(['kakapo']);
  });
});
