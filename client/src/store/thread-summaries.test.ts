import type { Room } from '@chatket/contract';
import { describe, expect, it } from 'vitest';
import { alice, bob, messageAt } from '../testing';
import { awayOf, createAwayStore } from './away-store';
import { takeNews } from './rooms';
import { addPage, deliver, EMPTY_TIMELINE } from './timeline';
import { createTimelinesStore, windowOf } from './timelines-store';

const reply = (seq: number, sender = bob) => messageAt(seq, { threadId: 'm-1', sender });
const news = (...messages: ReturnType<typeof messageAt>[]) => ({
  messages,
  cursor: messages.at(-1)?.seq ?? 0,
  isReset: false,
});

describe('what a root says of its thread', () => {
  it('counts along, each reply once', () => {
    const one = deliver(EMPTY_TIMELINE, news(messageAt(1), reply(2)));
    const two = deliver(one, news(reply(2), reply(3, alice)));
    expect(two.messages[0]?.thread).toEqual({
      replies: 2,
      lastSeq: 3,
      lastAt: reply(3).createdAt,
      who: [alice, bob],
    });
    expect(deliver(two, news(reply(3, alice)))).toBe(two);
  });

  it('goes on from what a page said that was read before', () => {
    const thread = { replies: 5, lastSeq: 8, lastAt: '', who: [bob] };
    const timeline = deliver(EMPTY_TIMELINE, news(reply(8), reply(9)));
    const { messages } = addPage(timeline, { messages: [messageAt(1, { thread })], hasOlder: false });
    expect(messages[0]?.thread).toMatchObject({ replies: 6, lastSeq: 9 });
  });

  it('counts along where a link has led into the past', () => {
    const store = createTimelinesStore();
    store.actions.deliver('r', news(messageAt(90)));
    store.actions.openWindow('r', { messages: [messageAt(1)], hasOlder: false });
    store.actions.deliver('r', news(reply(91)));
    expect(windowOf('r')(store.getState())?.messages[0]?.thread).toMatchObject({ replies: 1, lastSeq: 91 });
  });
});

describe('what is said in a thread only', () => {
  it('is no preview of its room, unless the room shows it', () => {
    const room = { id: 'r', name: 'Room', lastSeq: 1, lastMessage: messageAt(1) } as Room;
    const preview = (...messages: ReturnType<typeof messageAt>[]) => {
      const before = deliver(EMPTY_TIMELINE, news(messageAt(1)));
      const after = deliver(before, news(...messages));
      return takeNews(room, { ...news(...messages), from: 1 }, { before, after, myId: alice.id }).room;
    };
    expect(preview(reply(2))).toMatchObject({ lastSeq: 2, lastMessage: { seq: 1 } });
    expect(preview({ ...reply(2), inRoom: true }).lastMessage?.seq).toBe(2);
  });

  it('was not missed in the room while I was away', () => {
    const away = createAwayStore();
    away.actions.miss('r', [reply(2)], alice.id);
    expect(awayOf('r')(away.getState())).toBeUndefined();
    away.actions.miss('r', [{ ...reply(3), inRoom: true }], alice.id);
    expect(awayOf('r')(away.getState())?.count).toBe(1);
  });
});
