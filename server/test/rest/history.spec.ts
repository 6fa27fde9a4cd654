import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LIMITS, type Message, type RestError, type Room } from '@chatket/contract';
import { startApp, type TestApp } from '../support/app.js';
import type { Person } from '../support/people.js';
import {
  type Caller,
  callerWith,
  expectRefusal,
  messagesOf,
  nextCursorOf,
  say,
  UNKNOWN_ID,
  UUID,
} from './support/rest.js';

const COUNT = 123;
const SEQS = Array.from({ length: COUNT }, (_, index) => index + 1);

let world: TestApp;
let alice: Person;
let bob: Person;
let mallory: Person;
/** A room with messages "1" to "123", which nobody changes. */
let room: Room;
let ids: string[];
beforeAll(async () => {
  world = await startApp();
  alice = await world.people.logIn('alice');
  bob = await world.people.logIn('bob');
  mallory = await world.people.logIn('mallory');
  room = await world.people.createRoom(alice, 'Long talk');
  await world.people.join(bob, room.id);
  ids = await say(world, room, alice, SEQS.map(String));
});
afterAll(() => world.close());

const as = (person: Person): Caller => callerWith(world.url, person.token);
const page = (query: Record<string, string | number> = {}, { id } = room) => {
  const entries = Object.entries(query).map(([key, value]): [string, string] => [key, String(value)]);
  return as(bob).get(`/api/rooms/${id}/messages?${new URLSearchParams(entries).toString()}`);
};
const seqsOf = (messages: Message[]) => messages.map(({ seq }) => seq);
const idOf = (seq: number) => ids[seq - 1] ?? '';
const span = (first: number, last: number) => SEQS.slice(first - 1, last);

/** Follows the cursors to the end. */
async function walk(anchor: 'before' | 'after', limit: number, start?: string): Promise<Message[][]> {
  const pages: Message[][] = [];
  let cursor = start;
  do {
    const response = await page({ limit, ...(cursor !== undefined && { [anchor]: cursor }) });
    pages.push(messagesOf(response));
    cursor = nextCursorOf(response);
  } while (cursor !== undefined && pages.length <= COUNT);
  return pages;
}

describe('the history of a room', () => {
  it('shows every message exactly as it was heard', async () => {
    const { id: roomId } = await world.people.createRoom(alice, 'Odd words');
    const device = await world.people.connect(alice);
    await device.tell('room:join', { roomId });
    const texts = ['"quoted" \\ {json}', 'two\nlines\ttab', 'a \u2028 \u0001 <b>&amp;</b>', '😀 ü 漢 مرحبا'];
    for (const [index, text] of texts.entries()) {
      await device.tell('message:send', { roomId, text, clientMsgId: `odd-words-${String(index)}` });
    }
    const heard = await device.untilMessages(roomId, texts.length);
    device.close();
    const response = await as(alice).get(`/api/rooms/${roomId}/messages`);
    expect(messagesOf(response)).toEqual(heard);
    expect(heard.map(({ text }) => text)).toEqual(texts);
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
  });

  it('begins with the newest fifty messages, oldest first', async () => {
    const response = await page();
    expect(seqsOf(messagesOf(response))).toEqual(span(74, 123));
    expect(messagesOf(response)).toHaveLength(LIMITS.historyPageDefault);
    expect(nextCursorOf(response)).toBe(idOf(74));
  });

  it('has messages as they are sent live', async () => {
    const live = await world.people.createRoom(alice, 'Live');
    const device = await world.people.connect(alice);
    await device.tell('room:join', { roomId: live.id });
    const text = 'a\nb 👩‍👩‍👧 "\\u0000" <b>';
    await device.tell('message:send', { roomId: live.id, text, clientMsgId: 'history-0001' });
    const { messages: sent } = await device.next('message:batch');
    const read = messagesOf(await as(alice).get(`/api/rooms/${live.id}/messages`));
    expect(read).toEqual(sent);
    expect(read).toEqual([
      {
        messageId: expect.stringMatching(UUID),
        roomId: live.id,
        seq: 1,
        text,
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        sender: { id: alice.id, username: 'alice' },
        clientMsgId: 'history-0001',
      },
    ]);
  });

  it('is an empty list in a room where nothing was said', async () => {
    const silent = await world.people.createRoom(bob, 'Silence');
    const response = await page({}, silent);
    expect(messagesOf(response)).toEqual([]);
    expect(nextCursorOf(response)).toBeUndefined();
  });

  it('takes the ids in capitals for the same', async () => {
    const response = await as(bob).get(
      `/api/rooms/${room.id.toUpperCase()}/messages?before=${idOf(3).toUpperCase()}`,
    );
    expect(seqsOf(messagesOf(response))).toEqual([1, 2]);
  });
});

describe('the limit', () => {
  it.each([
    [1, span(123, 123)],
    [2, span(122, 123)],
    [100, span(24, 123)],
  ])('of %i is kept', async (limit, seqs) => {
    expect(seqsOf(messagesOf(await page({ limit })))).toEqual(seqs);
  });

  it.each([
    '0',
    '-1',
    '101',
    '1.5',
    'ten',
    '',
    'NaN',
    'Infinity',
    '1e400',
    '99999999999999999999',
    '%00',
    '1&limit=2',
    '1;2',
  ])('S082 of %s is refused', async (limit) => {
    expectRefusal(await as(bob).get(`/api/rooms/${room.id}/messages?limit=${limit}`), 'VALIDATION', [
      'limit',
    ]);
  });

  it('says what is wrong with it', async () => {
    const messageOf = async (limit: string) => ((await page({ limit })).body as RestError).message;
    expect(await messageOf('ten')).toBe('limit: must be a whole number');
    expect(await messageOf('0')).toBe('limit: must not be less than 1');
    expect(await messageOf('101')).toBe('limit: must not be greater than 100');
  });
});

describe('paging back', () => {
  it('shows the page before a message, without it', async () => {
    const response = await page({ before: idOf(60), limit: 10 });
    expect(seqsOf(messagesOf(response))).toEqual(span(50, 59));
    expect(nextCursorOf(response)).toBe(idOf(50));
  });

  it.each([1, 7, 41, 50, 100])(
    '%i at a time walks the whole room without a hole or a repeat',
    async (limit) => {
      const pages = await walk('before', limit);
      expect(seqsOf(pages.reverse().flat())).toEqual(SEQS);
      expect(pages).toHaveLength(Math.ceil(COUNT / limit));
    },
  );

  it('is not shifted by what is said meanwhile', async () => {
    const busy = await world.people.createRoom(bob, 'Busy');
    await say(world, busy, bob, span(1, 20).map(String));
    const seen: number[] = [];
    let before: string | undefined;
    do {
      const response = await page({ limit: 3, ...(before !== undefined && { before }) }, busy);
      seen.unshift(...seqsOf(messagesOf(response)));
      before = nextCursorOf(response);
      await say(world, busy, bob, ['and another one', 'and one more']);
    } while (before !== undefined);
    expect(seen).toEqual(span(1, 20));
  });

  it('from the first message is empty and has no next page', async () => {
    const response = await page({ before: idOf(1) });
    expect(messagesOf(response)).toEqual([]);
    expect(nextCursorOf(response)).toBeUndefined();
  });

  it('has no next page when the last one is exactly full', async () => {
    const response = await page({ before: idOf(11), limit: 10 });
    expect(seqsOf(messagesOf(response))).toEqual(span(1, 10));
    expect(nextCursorOf(response)).toBeUndefined();
  });
});

describe('paging forward', () => {
  it('shows the page after a message, without it', async () => {
    const response = await page({ after: idOf(60), limit: 10 });
    expect(seqsOf(messagesOf(response))).toEqual(span(61, 70));
    expect(nextCursorOf(response)).toBe(idOf(70));
  });

  it.each([1, 7, 61, 100])('%i at a time walks the whole room without a hole or a repeat', async (limit) => {
    const pages = await walk('after', limit, idOf(1));
    expect(seqsOf(pages.flat())).toEqual(span(2, 123));
  });

  it('from the last message is empty and has no next page', async () => {
    const response = await page({ after: idOf(123) });
    expect(messagesOf(response)).toEqual([]);
    expect(nextCursorOf(response)).toBeUndefined();
  });

  it('has no next page when the last one is exactly full', async () => {
    const response = await page({ after: idOf(113), limit: 10 });
    expect(seqsOf(messagesOf(response))).toEqual(span(114, 123));
    expect(nextCursorOf(response)).toBeUndefined();
  });
});

describe('the page around a message', () => {
  it.each([
    [60, 11, span(55, 65)],
    [60, 10, span(56, 65)],
    [60, 2, span(60, 61)],
    [60, 1, span(60, 60)],
    [1, 11, span(1, 6)],
    [3, 11, span(1, 8)],
    [123, 11, span(118, 123)],
  ])('%i of %i messages has it in its middle', async (seq, limit, seqs) => {
    expect(seqsOf(messagesOf(await page({ around: idOf(seq), limit })))).toEqual(seqs);
  });

  it.each([60, 3, 1, 123])('%i leads to all older and all newer messages', async (seq) => {
    const response = await page({ around: idOf(seq), limit: 9 });
    const middle = messagesOf(response);
    const older = nextCursorOf(response);
    const before = older === undefined ? [] : (await walk('before', 10, older)).reverse().flat();
    const after = (await walk('after', 10, middle.at(-1)?.messageId)).flat();
    expect(seqsOf([...before, ...middle, ...after])).toEqual(SEQS);
  });
});

describe('an anchor', () => {
  const anchors = ['before', 'after', 'around'] as const;

  it.each(anchors)('that nobody knows is refused: %s', async (anchor) => {
    expectRefusal(await page({ [anchor]: UNKNOWN_ID }), 'MESSAGE_NOT_FOUND');
  });

  it.each(anchors)('S073 of another room is refused, even of one’s own: %s', async (anchor) => {
    const other = await world.people.createRoom(bob, 'Elsewhere');
    const [messageId = ''] = await say(world, other, bob, ['elsewhere']);
    expectRefusal(await page({ [anchor]: messageId }), 'MESSAGE_NOT_FOUND');
  });

  it.each(anchors)('must be a UUID: %s', async (anchor) => {
    for (const id of ['1', '', 'null', '\0', `${UNKNOWN_ID}\0`, '60', 'ü']) {
      expectRefusal(await page({ [anchor]: id }), 'VALIDATION', [anchor]);
    }
    expectRefusal(
      await as(bob).get(`/api/rooms/${room.id}/messages?${anchor}=${idOf(1)}&${anchor}=${idOf(2)}`),
      'VALIDATION',
      [anchor],
    );
    expectRefusal(await as(bob).get(`/api/rooms/${room.id}/messages?${anchor}[]=${idOf(1)}`), 'VALIDATION', [
      `${anchor}[]`,
    ]);
  });

  it.each([
    ['before', 'after'],
    ['before', 'around'],
    ['after', 'around'],
  ])('comes alone: %s and %s together are refused', async (one, other) => {
    const response = await page({ [one]: idOf(60), [other]: idOf(50) });
    expectRefusal(response, 'VALIDATION', [other]);
  });

  it('is not looked up for people who may not read the room', async () => {
    const call = (query: string) => as(mallory).get(`/api/rooms/${room.id}/messages${query}`);
    expectRefusal(await call(''), 'NOT_A_MEMBER');
    expectRefusal(await call(`?before=${idOf(60)}`), 'NOT_A_MEMBER');
    expectRefusal(await call(`?around=${UNKNOWN_ID}`), 'NOT_A_MEMBER');
  });
});

describe('whoever is not a member', () => {
  it('learns that an unknown room is unknown', async () => {
    expectRefusal(await page({}, { ...room, id: UNKNOWN_ID }), 'ROOM_NOT_FOUND');
    expectRefusal(await page({}, { ...room, id: '00000000-0000-0000-0000-000000000000' }), 'ROOM_NOT_FOUND');
  });

  it('S074 reads the whole history after joining, and nothing after leaving for good', async () => {
    const diary = await world.people.createRoom(alice, 'Diary');
    await say(world, diary, alice, ['dear diary']);
    const read = () => page({}, diary);
    expectRefusal(await read(), 'NOT_A_MEMBER');
    await world.people.join(bob, diary.id);
    expect(messagesOf(await read())).toHaveLength(1);
    await world.people.leaveForGood(bob, diary.id);
    expectRefusal(await read(), 'NOT_A_MEMBER');
  });

  it('may not ask for anything that does not exist', async () => {
    expectRefusal(await page({ since: '2026-01-01' }), 'VALIDATION', ['since']);
    expectRefusal(await page({ offset: 10 }), 'VALIDATION', ['offset']);
  });
});
