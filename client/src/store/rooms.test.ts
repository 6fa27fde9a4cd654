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
    kind: 'public',
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

  it('count what is said in a thread only where it is shown in the room too', () => {
    const reply = { ...messageAt(1), sender: bob, threadId: 'm-0' };
    expect(take(room('r'), reply).room.unread ?? 0).toBe(0);
    expect(take(room('r'), { ...reply, inRoom: true }).room.unread).toBe(1);
  });

  it('count as unread what others wrote after the last message I saw', () => {
    const messages = [messageAt(1), messageAt(2, { sender: alice }), messageAt(3), messageAt(4)];
    expect(countUnread(messages, { seenSeq: 1, myId: alice.id })).toBe(2);
    expect(countUnread(messages, { seenSeq: 4, myId: alice.id })).toBe(0);
  });

  describe('when a message is deleted', () => {
    const told = room('r', { lastSeq: 5, lastReadSeq: 3, unread: 2, lastMessage: messageAt(5) });
    const held: Timeline = { ...EMPTY_TIMELINE, messages: [3, 4, 5].map((seq) => messageAt(seq)), cursor: 5 };
    const deletion = (seq: number, target: number, changes: Partial<Message> = {}): MessageChange => ({
      seq,
      kind: 'message',
      what: 'deleted',
      at: '',
      message: messageAt(target, { text: '', rev: seq, deleted: { at: '', by: bob }, ...changes }),
    });

    it('it is not unread any more, and the message before it is the last one', () => {
      const { room: after, isUncounted } = takeFrom(5, {
        room: told,
        changes: [deletion(6, 5)],
        cursor: 6,
        before: held,
      });
      expect(after).toMatchObject({ lastSeq: 6, unread: 1, lastMessage: { seq: 4 } });
      expect(isUncounted).toBe(false);
    });

    it('twice, or what I have read, or mine, nothing changes', () => {
      const changes = [deletion(6, 3), deletion(7, 4, { sender: alice })];
      const once = takeFrom(5, { room: told, changes, cursor: 7, before: held });
      expect(once.room).toMatchObject({ lastSeq: 7, unread: 2, lastMessage: { seq: 5 } });
      const gone = takeFrom(7, { room: once.room, changes: [deletion(8, 5)], cursor: 8, before: once.after });
      const again = takeFrom(8, {
        room: gone.room,
        changes: [deletion(8, 5)],
        cursor: 8,
        before: gone.after,
      });
      expect(gone.room.unread).toBe(1);
      expect(again.room).toBe(gone.room);
    });

    it('before it was ever seen, it never counts', () => {
      const news = { messages: [messageAt(6)], changes: [deletion(7, 6)], cursor: 7 };
      const { room: after } = takeFrom(5, { room: told, ...news, before: held });
      expect(after).toMatchObject({ lastSeq: 7, unread: 2, lastMessage: { seq: 5 } });
    });

    it('and it is not known here, only the server can count', () => {
      const { room: after, isUncounted } = takeFrom(5, {
        room: told,
        changes: [deletion(6, 5)],
        cursor: 6,
        before: { ...EMPTY_TIMELINE, cursor: 5 },
      });
      expect(after.lastMessage).toBeUndefined();
      expect(isUncounted).toBe(true);
    });

    it('after the list was written, the list does not bring it back', () => {
      const { after } = takeFrom(5, { room: told, changes: [deletion(6, 5)], cursor: 6, before: held });
      expect(withLater(told, after, alice.id)).toMatchObject({
        lastSeq: 6,
        unread: 1,
        lastMessage: { seq: 4 },
      });
    });

    it('takes nothing from more than the list counts', () => {
      const { after } = takeFrom(5, { room: told, changes: [deletion(6, 5)], cursor: 6, before: held });
      expect(withLater({ ...told, unread: 100 }, after, alice.id)).toMatchObject({ lastSeq: 6, unread: 100 });
    });
  });

  it('change with an edit of their last message, and begin anew with a reset', () => {
    const told = room('r', { lastSeq: 90, lastMessage: messageAt(90), unread: 4 });
    const edited = messageAt(90, { text: 'after', rev: 91 });
    const change = { seq: 91, kind: 'message', what: 'edited', at: '', message: edited } as const;
    expect(takeFrom(90, { room: told, changes: [change], cursor: 91 }).room.lastMessage).toBe(edited);
    const news = { messages: [messageAt(7)], cursor: 7, isReset: true, from: 6 };
    const after = deliver(EMPTY_TIMELINE, news);
    const reset = takeNews(told, news, { before: EMPTY_TIMELINE, after, myId: alice.id });
    expect(reset).toMatchObject({ room: { lastSeq: 7, lastMessage: { seq: 7 } }, isUncounted: true });
  });
});
