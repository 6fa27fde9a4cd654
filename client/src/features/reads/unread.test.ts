import type { Room } from '@chatket/contract';
import { describe, expect, it } from 'vitest';
import { alice, bob, messageAt } from '../../testing';
import { unreadOf } from './unread';

const room = { id: 'r', name: 'Room', lastSeq: 3 } as Room;
const at = (text: string) => [messageAt(1), messageAt(2, { text }), messageAt(3)];

describe('unread', () => {
  it('is of another kind when it speaks of me', () => {
    const unread = (text: string, seenSeq: number) =>
      unreadOf(room, { seenSeq, me: alice, messages: at(text), blocked: {} });
    expect(unread('hello alice', 1)).toMatchObject({ count: 2, hasNews: true, isMentioned: true });
    expect(unread('hello malice', 1)).toMatchObject({ count: 2, hasNews: true, isMentioned: false });
    expect(unread('hello alice', 2)).toMatchObject({ count: 1, hasNews: true, isMentioned: false });
  });

  it('knows of the last message of a room that is not loaded, and not of my own words', () => {
    const last = (changes: object) => ({ ...room, unread: 5, lastMessage: messageAt(9, changes) });
    const position = { seenSeq: 3, me: alice, messages: [], blocked: {} };
    expect(unreadOf(last({ text: '@Alice?' }), position).isMentioned).toBe(true);
    expect(unreadOf(last({ text: '@Alice?', sender: alice }), position).isMentioned).toBe(false);
  });

  it('does not speak of me where somebody I have blocked does', () => {
    const messages = [messageAt(1), messageAt(2, { text: 'hello alice', sender: bob })];
    const last = { ...room, lastMessage: messages[1] };
    const unread = (blocked: Record<string, true>) =>
      unreadOf(last, { seenSeq: 1, me: alice, messages, blocked });
    expect(unread({})).toMatchObject({ count: 1, isMentioned: true });
    expect(unread({ [bob.id]: true })).toMatchObject({ count: 1, isMentioned: false });
  });
});
