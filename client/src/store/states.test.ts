import { emojiKind, type Reaction } from '@chatket/contract';
import { describe, expect, it } from 'vitest';

import { alice, messageAt } from '../testing';
import { createOutboxStore, type PendingItem } from './outbox-store';
import { withMine } from './note-mine';
import { newest } from './states';

const many = Array.from({ length: 20 }, (_, index) => ({ id: `u-${String(index)}`, username: 'x' }));
const crowd = (count: number, changes: Partial<Reaction> = {}) => [
  { emoji: '👍', count, users: many, ...changes },
];

describe('states of a message', () => {
  it('have of a thread what was read later, whichever state is newer otherwise', () => {
    const summary = (lastSeq: number) => ({
      replies: 1,
      lastSeq,
      lastAt: '2026-01-01T00:00:00.000Z',
      who: [alice],
    });
    const edited = { ...messageAt(1), rev: 4, thread: summary(3) };
    const replied = { ...messageAt(1), thread: summary(5) };
    for (const state of [newest(edited, replied), newest(replied, edited)])
      expect(state).toMatchObject({ rev: 4, thread: { lastSeq: 5 } });
  });

  it('are put in place unless they are older, and the same one keeps its identity', () => {
    const known = messageAt(3, { rev: 8, text: 'eight' });
    expect(newest(known, messageAt(3, { rev: 7, text: 'seven' }))).toBe(known);
    expect(newest(known, messageAt(3, { rev: 8, text: 'eight' }))).toBe(known);
    expect(newest(known, messageAt(3, { rev: 9, text: 'nine' })).text).toBe('nine');
  });

  it('remember that I am one of the many, which only an answer to me has told', () => {
    const known = withMine(messageAt(3, { rev: 8, reactions: crowd(30) }), '👍', true);
    const fresh = newest(known, messageAt(3, { rev: 9, reactions: crowd(31) }));
    expect(fresh.reactions).toEqual(crowd(31, { mine: true }));
    expect(withMine(fresh, '👍', false).reactions).toEqual(crowd(31));
    expect(newest(messageAt(3, { rev: 9, reactions: crowd(31) }), fresh)).toBe(fresh);
  });
});

describe('the kind of an emoji', () => {
  it.each([
    ['👍🏽', '👍'],
    ['👍', '👍'],
    ['☝🏿', '☝️'],
    ['🕵🏻‍♂️', '🕵️‍♂️'],
    ['🧑🏽‍🤝‍🧑🏿', '🧑‍🤝‍🧑'],
    ['❤️', '❤️'],
  ])('of %s is %s', (toned, kind) => expect(emojiKind(toned)).toBe(kind));
});

describe('the outbox as it is drawn', () => {
  it('shows messages as what was done to them has made them', () => {
    const store = createOutboxStore();
    const state = { kind: 'queued' } as const;
    const item = (clientMsgId: string): PendingItem => ({
      clientMsgId,
      roomId: 'r',
      text: 'x',
      order: 1,
      state,
    });
    const done = { roomId: 'r', order: 2, state };
    store.take([
      item('a'),
      item('b'),
      item('c'),
      { ...done, clientMsgId: 'd', kind: 'edit', text: 'y', ofMine: 'a' },
      { ...done, clientMsgId: 'e', kind: 'delete', notBefore: 0, ofMine: 'b' },
      { ...done, clientMsgId: 'f', kind: 'react', emoji: '👍', on: true, messageId: alice.id },
    ]);
    const { items, changes } = store.getState();
    expect(items.map(({ clientMsgId, text }) => [clientMsgId, text])).toEqual([
      ['a', 'y'],
      ['c', 'x'],
    ]);
    expect(changes.map(({ kind }) => kind)).toEqual(['edit', 'delete', 'react']);
  });
});
