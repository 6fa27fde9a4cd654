import type { Message, MessageChange, Room } from '@chatket/contract';
import { describe, expect, it } from 'vitest';
import { alice, bob, messageAt } from '../testing';
import { speaksTo, spokenBehind, takeSpoken } from './spoken-to';

const reader = { myId: alice.id, blocked: {} };
const room = { id: 'r', mentions: 1, mentionedAt: [2] } as unknown as Room;
const toMe = (seq: number, more: Partial<Message> = {}) =>
  messageAt(seq, { sender: bob, mentions: { people: [alice] }, ...more });
const change = (what: MessageChange['what'], message: Message): MessageChange => ({
  seq: 9,
  kind: 'message',
  what,
  at: '',
  message: { ...message, rev: 9 },
});

describe('a message that speaks to me', () => {
  it('names me, or speaks to all; not by myself, by whom I have blocked, or when it is gone', () => {
    expect(speaksTo(toMe(3), reader)).toBe(true);
    expect(speaksTo(toMe(3, { mentions: { everyone: 'all' } }), reader)).toBe(true);
    expect(speaksTo(toMe(3, { mentions: { people: [bob] } }), reader)).toBe(false);
    expect(speaksTo(toMe(3, { mentions: { everyone: 'here' } }), reader)).toBe(false);
    expect(speaksTo(toMe(3, { sender: alice }), reader)).toBe(false);
    expect(speaksTo(toMe(3), { ...reader, blocked: { [bob.id]: true } })).toBe(false);
    expect(speaksTo(toMe(3, { deleted: { at: '', by: bob } }), reader)).toBe(false);
    expect(speaksTo(messageAt(3, { text: '@alice' }), reader)).toBe(false);
  });

  it('is counted once, however often it is told, and until it is read or gone', () => {
    const once = takeSpoken(room, { messages: [toMe(3)] }, reader).room;
    const twice = takeSpoken(once, { messages: [toMe(3)], changes: [change('reacted', toMe(3))] }, reader);
    expect(once).toMatchObject({ mentions: 2, mentionedAt: [2, 3] });
    expect(twice).toEqual({ room: once, isUncounted: false });
    expect([1, 2, 3].map((seen) => spokenBehind(once, seen))).toEqual([2, 1, 0]);
    const gone = change('deleted', toMe(3, { deleted: { at: '', by: bob } }));
    expect(takeSpoken(once, { messages: [], changes: [gone] }, reader).room.mentionedAt).toEqual([2]);
  });

  it('begins and ends with edits; where it may still be mine for another reason the server is asked', () => {
    const added = takeSpoken(room, { messages: [], changes: [change('edited', toMe(3))] }, reader);
    expect(added.room.mentionedAt).toEqual([2, 3]);
    const bare = { ...toMe(2), mentions: undefined };
    expect(takeSpoken(room, { messages: [], changes: [change('edited', bare)] }, reader).isUncounted).toBe(
      true,
    );
    // A reaction to what counts for a keyword changes nothing.
    expect(takeSpoken(room, { messages: [], changes: [change('reacted', bare)] }, reader)).toEqual({
      room,
      isUncounted: false,
    });
  });

  it('is left to the texts of servers that do not count', () => {
    const older = { id: 'r' } as Room;
    expect(takeSpoken(older, { messages: [toMe(3)] }, reader).room).toBe(older);
    expect(spokenBehind(older, 0)).toBeUndefined();
  });
});
