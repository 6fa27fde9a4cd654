import { describe, expect, it } from '@jest/globals';
import { LIMITS, type RestError } from '@chatket/contract';
import type { Person } from '../support/people.js';
import { longTalk, seqsOf, span } from '../support/long-talk.js';
import {
  type Caller,
  callerWith,
  expectRefusal,
  messagesOf,
  nextCursorOf,
  say,
  UNKNOWN_ID,
  UUID,
} from '../support/rest.js';

const talk = longTalk();
const { idOf, page } = talk;
const as = (person: Person): Caller => callerWith(talk.world.url, person.token);

describe('the history of a room', () => {
  it('shows every message exactly as it was heard', async () => {
    const { id: roomId } = await talk.world.people.createRoom(talk.alice, 'Odd words');
    const device = await talk.world.people.connect(talk.alice);
    await device.tell('room:join', { roomId });
    const texts = ['"quoted" \\ {json}', 'two\nlines\ttab', 'a \u2028 \u0001 <b>&amp;</b>', '😀 ü 漢 مرحبا'];
    for (const [index, text] of texts.entries()) {
      await device.tell('message:send', { roomId, text, clientMsgId: `odd-words-${String(index)}` });
    }
    const heard = await device.untilMessages(roomId, texts.length);
    device.close();
    const response = await as(talk.alice).get(`/api/rooms/${roomId}/messages`);
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
    const live = await talk.world.people.createRoom(talk.alice, 'Live');
    const device = await talk.world.people.connect(talk.alice);
    await device.tell('room:join', { roomId: live.id });
    const text = 'a\nb 👩‍👩‍👧 "\\u0000" <b>';
    await device.tell('message:send', { roomId: live.id, text, clientMsgId: 'history-0001' });
    const { messages: sent } = await device.next('message:batch');
    const read = messagesOf(await as(talk.alice).get(`/api/rooms/${live.id}/messages`));
    expect(read).toEqual(sent);
    expect(read).toEqual([
      {
        messageId: expect.stringMatching(UUID),
        roomId: live.id,
        seq: 1,
        text,
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        sender: { id: talk.alice.id, username: 'alice' },
        clientMsgId: 'history-0001',
      },
    ]);
  });

  it('is an empty list in a room where nothing was said', async () => {
    const silent = await talk.world.people.createRoom(talk.bob, 'Silence');
    const response = await page({}, silent);
    expect(messagesOf(response)).toEqual([]);
    expect(nextCursorOf(response)).toBeUndefined();
  });

  it('takes the ids in capitals for the same', async () => {
    const response = await as(talk.bob).get(
      `/api/rooms/${talk.room.id.toUpperCase()}/messages?before=${idOf(3).toUpperCase()}`,
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
    expectRefusal(
      await as(talk.bob).get(`/api/rooms/${talk.room.id}/messages?limit=${limit}`),
      'VALIDATION',
      ['limit'],
    );
  });

  it('says what is wrong with it', async () => {
    const messageOf = async (limit: string) => ((await page({ limit })).body as RestError).message;
    expect(await messageOf('ten')).toBe('limit: must be a whole number');
    expect(await messageOf('0')).toBe('limit: must not be less than 1');
    expect(await messageOf('101')).toBe('limit: must not be greater than 100');
  });
});

describe('an anchor', () => {
  const anchors = ['before', 'after', 'around'] as const;

  it.each(anchors)('that nobody knows is refused: %s', async (anchor) => {
    expectRefusal(await page({ [anchor]: UNKNOWN_ID }), 'MESSAGE_NOT_FOUND');
  });

  it.each(anchors)('S073 of another room is refused, even of one’s own: %s', async (anchor) => {
    const other = await talk.world.people.createRoom(talk.bob, 'Elsewhere');
    const [messageId = ''] = await say(talk.world, other, talk.bob, ['elsewhere']);
    expectRefusal(await page({ [anchor]: messageId }), 'MESSAGE_NOT_FOUND');
  });

  it.each(anchors)('must be a UUID: %s', async (anchor) => {
    for (const id of ['1', '', 'null', '\0', `${UNKNOWN_ID}\0`, '60', 'ü']) {
      expectRefusal(await page({ [anchor]: id }), 'VALIDATION', [anchor]);
    }
    expectRefusal(
      await as(talk.bob).get(`/api/rooms/${talk.room.id}/messages?${anchor}=${idOf(1)}&${anchor}=${idOf(2)}`),
      'VALIDATION',
      [anchor],
    );
    const asList = await as(talk.bob).get(`/api/rooms/${talk.room.id}/messages?${anchor}[]=${idOf(1)}`);
    expect(messagesOf(asList)).toEqual(messagesOf(await page({})));
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
    const mallory = await talk.world.people.logIn('mallory');
    const call = (query: string) => as(mallory).get(`/api/rooms/${talk.room.id}/messages${query}`);
    expectRefusal(await call(''), 'NOT_A_MEMBER');
    expectRefusal(await call(`?before=${idOf(60)}`), 'NOT_A_MEMBER');
    expectRefusal(await call(`?around=${UNKNOWN_ID}`), 'NOT_A_MEMBER');
  });
});

describe('whoever is not a member', () => {
  it('learns that an unknown room is unknown', async () => {
    expectRefusal(await page({}, { ...talk.room, id: UNKNOWN_ID }), 'ROOM_NOT_FOUND');
    expectRefusal(
      await page({}, { ...talk.room, id: '00000000-0000-0000-0000-000000000000' }),
      'ROOM_NOT_FOUND',
    );
  });

  it('S074 reads the whole history after joining, and nothing after leaving for good', async () => {
    const diary = await talk.world.people.createRoom(talk.alice, 'Diary');
    await say(talk.world, diary, talk.alice, ['dear diary']);
    const read = () => page({}, diary);
    expectRefusal(await read(), 'NOT_A_MEMBER');
    await talk.world.people.join(talk.bob, diary.id);
    expect(messagesOf(await read())).toHaveLength(1);
    await talk.world.people.leaveForGood(talk.bob, diary.id);
    expectRefusal(await read(), 'NOT_A_MEMBER');
  });

  it('gets the newest page when asking for what does not exist', async () => {
    const unknown: Record<string, string | number>[] = [{ since: '2026-01-01' }, { offset: 10 }];
    for (const query of unknown) expect(messagesOf(await page(query))).toEqual(messagesOf(await page({})));
  });
});
