import type { Message } from '@chatket/contract';
import { describe, expect, it } from 'vitest';
import { messageAt } from '../../testing';
import { pinnedNow } from './pinned';

const by = { id: 'u', username: 'carol' };
const pinned = (seq: number, minute: number, rev: number): Message => ({
  ...messageAt(seq),
  rev,
  pinned: { at: new Date(minute * 60_000).toISOString(), by },
});
const seqsOf = (messages: readonly Message[]) => messages.map(({ seq }) => seq);
const told = (...messages: Message[]) => new Map(messages.map((message) => [message.messageId, message]));

describe('what is pinned', () => {
  it('is what was read, with what was pinned since, the newest pin first', () => {
    const read = [pinned(3, 5, 12), pinned(9, 2, 11)];
    expect(seqsOf(pinnedNow(read, undefined))).toEqual([3, 9]);
    expect(seqsOf(pinnedNow(read, told(pinned(4, 7, 13), messageAt(5))))).toEqual([4, 3, 9]);
  });

  it('follows what was unpinned, deleted and edited since it was read', () => {
    const read = [pinned(3, 5, 12), pinned(9, 2, 11), pinned(10, 1, 10)];
    const { pinned: pin, ...unpinned } = pinned(3, 5, 20);
    const deleted = { ...pinned(9, 2, 21), deleted: { at: '', by } };
    const edited = { ...pinned(10, 1, 22), text: 'other' };
    expect(pin).toBeDefined();
    expect(pinnedNow(read, told(unpinned, deleted, edited))).toEqual([edited]);
  });

  it('is not brought back by a state that is older than what was read', () => {
    expect(pinnedNow([{ ...messageAt(3), rev: 30 }], told(pinned(3, 5, 12)))).toEqual([]);
    const read = [{ ...pinned(3, 5, 30), text: 'now' }];
    expect(pinnedNow(read, told(pinned(3, 5, 12)))).toEqual(read);
  });
});
