import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HistoryPage, RoomPage } from '@chatket/contract';
import { type Device, openDevice } from '../support/device.js';
import { longTalk, seqsOf, span } from '../support/long-talk.js';
import { messagesOf, nextCursorOf, UNKNOWN_ID } from '../support/rest.js';

const talk = longTalk();
const { idOf } = talk;

let device: Device;
beforeAll(async () => {
  device = await talk.world.people.connect(talk.bob);
});
afterAll(() => {
  talk.world.people.disconnect();
});

type Position = Omit<RoomPage, 'roomId' | 'log'>;
const ask = (position: Position = {}): Promise<HistoryPage> =>
  device.tell('room:page', { roomId: talk.room.id, ...position });

describe('room:page', () => {
  it.each<[string, () => Position]>([
    ['the newest', () => ({})],
    ['a few of the newest', () => ({ limit: 3 })],
    ['before a message', () => ({ before: idOf(60), limit: 10 })],
    ['after a message', () => ({ after: idOf(60), limit: 10 })],
    ['around a message', () => ({ around: idOf(60), limit: 11 })],
    ['the first of all', () => ({ before: idOf(4) })],
    ['behind the last', () => ({ after: idOf(123) })],
  ])('answers what REST answers: %s', async (_name, position) => {
    const page = await ask(position());
    const response = await talk.page({ ...position() });
    expect(page.messages).toEqual(messagesOf(response));
    expect(page.nextCursor).toBe(nextCursorOf(response));
  });

  it('leads through the whole history without a hole, and says where it ends', async () => {
    const seqs: number[] = [];
    let before: string | undefined;
    do {
      const { messages, nextCursor } = await ask({ limit: 40, ...(before !== undefined && { before }) });
      seqs.unshift(...seqsOf(messages));
      before = nextCursor;
    } while (before !== undefined);
    expect(seqs).toEqual(span(1, 123));
  });

  it('is the same however often it is asked for, and tells nobody', async () => {
    const other = await talk.world.people.connect(talk.alice);
    await other.tell('room:join', { roomId: talk.room.id });
    await other.settled();
    other.forget();
    const pages = await Promise.all(Array.from({ length: 5 }, () => ask({ limit: 5 })));
    for (const page of pages) expect(page).toEqual(pages[0]);
    await other.settled();
    expect(other.heard.filter(({ event }) => event.startsWith('message:'))).toEqual([]);
  });

  it('carries texts that JSON has to escape, over polling too', async () => {
    const { id: roomId } = await talk.world.people.createRoom(talk.bob, 'Odd pages');
    const texts = ['"quoted" \\ {json}', 'two\nlines\ttab', 'a \u2028 \u0001 <b>&amp;</b>', '😀 ü 漢 مرحبا'];
    await device.tell('room:join', { roomId });
    for (const [index, text] of texts.entries())
      await device.tell('message:send', { roomId, text, clientMsgId: `odd-pages-${String(index)}` });
    const heard = await device.untilMessages(roomId, texts.length);
    expect((await device.tell('room:page', { roomId })).messages).toEqual(heard);
    const { token } = talk.bob;
    const polling = await openDevice(talk.world.url, { token }, { transports: ['polling'] });
    expect((await polling.tell('room:page', { roomId })).messages).toEqual(heard);
    polling.close();
  });

  it('is an empty list in a room where nothing was said', async () => {
    const { id: roomId } = await talk.world.people.createRoom(talk.bob, 'Silent pages');
    const ack = await device.ask('room:page', { roomId });
    expect(ack).toEqual({ success: true, messages: [] });
  });

  it('S074 does not come to whoever left the room for good', async () => {
    const { id: roomId } = await talk.world.people.createRoom(talk.alice, 'Left pages');
    await talk.world.people.join(talk.bob, roomId);
    expect(await device.ask('room:page', { roomId })).toMatchObject({ success: true });
    await talk.world.people.leaveForGood(talk.bob, roomId);
    expect(await device.refused('room:page', { roomId })).toMatchObject({ code: 'NOT_A_MEMBER' });
  });

  it('S073 refuses a message of another room, and one that nobody knows', async () => {
    const { id: roomId } = await talk.world.people.createRoom(talk.bob, 'Other pages');
    for (const page of [
      { roomId, before: idOf(60) },
      { roomId: talk.room.id, around: UNKNOWN_ID },
    ])
      expect(await device.refused('room:page', page)).toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
  });

  it.each<[string, object]>([
    ['limit', { limit: 0 }],
    ['limit', { limit: 101 }],
    ['limit', { limit: 1.5 }],
    ['limit', { limit: '10' }],
    ['limit', { limit: null }],
    ['before', { before: 'x' }],
    ['after', { after: null }],
    ['around', { around: ['x'] }],
    ['after', { before: UNKNOWN_ID, after: UNKNOWN_ID }],
    ['roomId', { roomId: 5 }],
  ])('S082 names the field that is wrong: %s of %j', async (field, wrong) => {
    const ack = await device.askAnything('room:page', { roomId: talk.room.id, ...wrong });
    expect(ack).toMatchObject({ success: false, code: 'VALIDATION', fields: [{ field }] });
  });
});
