import type { Message, MessageChange, Room } from '@chatket/contract';
import { describe, expect, it } from 'vitest';
import { alice, bob, messageAt } from '../testing';
import { countUnread } from './reads';
import { createRoomsStore } from './rooms-store';
import { byActivity, replaceAll, takeNews, withLater } from './rooms';
import { deliver, EMPTY_TIMELINE, type Timeline } from './timeline';

function room(id: string, changes: Partial<Room> = {}): Room {
  return {
    id,
    name: id,
    createdAt: '2026-01-01T00:00:00.000Z',
    createdBy: bob,
    memberCount: 1,
    lastSeq: 0,
    ...changes,
  };
}

interface Told {
  room: Room;
  messages?: readonly Message[];
  changes?: readonly MessageChange[];
  cursor: number;
  before?: Timeline;
}

/** What alice's page makes of a delivery that begins right behind `from`. */
function takeFrom(
  from: number,
  { room, messages = [], changes = [], cursor, before = EMPTY_TIMELINE }: Told,
) {
  const news = { messages, changes, cursor, isReset: false };
  const after = deliver(before, news);
  return { ...takeNews(room, { ...news, from }, { before, after, myId: alice.id }), after };
}

function take(room: Room, message: Message) {
  return takeFrom(message.seq - 1, { room, messages: [message], cursor: message.seq });
}

describe('rooms', () => {
  it('come with the latest activity first', () => {
    const quiet = room('a');
    const busy = room('b', { lastMessage: messageAt(1, { createdAt: '2026-02-01T00:00:00.000Z' }) });
    const joined = room('c', { joinedAt: '2026-03-01T00:00:00.000Z' });
    expect(byActivity({ a: quiet, b: busy, c: joined }).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  });

  it('take a newer message and leave an older one', () => {
    const store = createRoomsStore();
    store.actions.load([room('r')]);
    const note = (of: Room, message: Message) => store.actions.change(take(of, message).room);
    note(room('r'), messageAt(5));
    const once = store.getState().mine;
    expect(once.r).toMatchObject({ lastSeq: 5, unread: 1, lastMessage: { seq: 5 } });
    note(once.r ?? room('r'), messageAt(5));
    note(once.r ?? room('r'), messageAt(4));
    note(room('unknown'), messageAt(9, { roomId: 'unknown' }));
    expect(store.getState().mine).toBe(once);
  });

  it('count what was written after the server told of them, and nothing twice', () => {
    const told = room('r', { lastSeq: 3, lastMessage: messageAt(3), unread: 2 });
    const delivered = [messageAt(2), messageAt(3), messageAt(4), messageAt(5, { sender: alice })];
    expect(withLater(told, { messages: delivered, cursor: 5 }, alice.id)).toMatchObject({
      lastSeq: 5,
      unread: 3,
      lastMessage: { seq: 5 },
    });
    // The head may be known without its message.
    const ahead = withLater({ ...told, lastSeq: 4 }, { messages: delivered, cursor: 5 }, alice.id);
    expect(ahead).toMatchObject({ lastSeq: 5, unread: 2 });
  });

  it('notice that something was written which was neither told of nor delivered', () => {
    const told = room('r', { lastSeq: 3 });
    const of = (cursor: number, ...seqs: number[]) =>
      takeFrom((seqs[0] ?? cursor + 1) - 1, {
        room: told,
        messages: seqs.map((seq) => messageAt(seq)),
        cursor,
      }).isUncounted;
    expect([of(3), of(4, 4), of(4, 3, 4), of(2)]).toEqual([false, false, false, false]);
    expect([of(4), of(5, 5), of(6, 5, 6)]).toEqual([true, true, true]);
  });

  it('keep what is newer here than in the list from the server', () => {
    const here = { r: room('r', { lastSeq: 7, lastMessage: messageAt(7) }) };
    const list = replaceAll(here, [room('r', { lastSeq: 6, memberCount: 9 })]);
    expect(list.r).toMatchObject({ lastSeq: 7, memberCount: 9, lastMessage: { seq: 7 } });
  });

  it('count as unread what others wrote after the last message I saw', () => {
    const messages = [messageAt(1), messageAt(2, { sender: alice }), messageAt(3), messageAt(4)];
    expect(countUnread(messages, { seenSeq: 1, myId: alice.id })).toBe(2);
    expect(countUnread(messages, { seenSeq: 4, myId: alice.id })).toBe(0);
  });
});
