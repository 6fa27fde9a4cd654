import type { Room } from '@chatket/contract';
import { describe, expect, it } from 'vitest';
import { alice, bob, messageAt } from '../testing';
import { countUnread } from './reads';
import { byActivity, noteMessage, replaceAll } from './rooms';

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

describe('rooms', () => {
  it('come with the latest activity first', () => {
    const quiet = room('a');
    const busy = room('b', { lastMessage: messageAt(1, { createdAt: '2026-02-01T00:00:00.000Z' }) });
    const joined = room('c', { joinedAt: '2026-03-01T00:00:00.000Z' });
    expect(byActivity({ a: quiet, b: busy, c: joined }).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  });

  it('take a newer message and leave an older one', () => {
    const once = noteMessage({ r: room('r') }, messageAt(5), alice.id);
    expect(once.r).toMatchObject({ lastSeq: 5, unread: 1 });
    expect(noteMessage(once, messageAt(5), alice.id)).toBe(once);
    expect(noteMessage(once, messageAt(4), alice.id)).toBe(once);
    expect(noteMessage(once, messageAt(9, { roomId: 'unknown' }), alice.id)).toBe(once);
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
