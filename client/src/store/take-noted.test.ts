import type { Room } from '@chatket/contract';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createChatStores } from '.';
import { alice } from '../testing';
import { takeNoted } from './spoken-in-threads';

beforeEach(() => void vi.stubGlobal('window', new EventTarget()));
afterEach(() => void vi.unstubAllGlobals());

function setUp(room: Partial<Room>) {
  const stores = createChatStores(alice);
  const { rooms } = stores;
  rooms.actions.load([{ id: 'r', name: 'Kitchen', lastSeq: 9, ...room } as Room]);
  return {
    note: (seq: number, on: boolean) => takeNoted(stores, { roomId: 'r', messageId: 'm', seq, on }),
    room: () => rooms.getState().mine.r,
  };
}

it('what only I am told is added to where a room speaks to me, once, and taken away', () => {
  const { note, room } = setUp({ mentions: 1, mentionedAt: [2] });
  note(5, true);
  note(5, true);
  expect(room()).toMatchObject({ mentions: 2, mentionedAt: [2, 5] });
  note(2, false);
  expect(room()).toMatchObject({ mentions: 1, mentionedAt: [5] });
  const before = room();
  note(7, false);
  expect(room()).toBe(before);
});

it('a server that does not count is not counted for', () => {
  const { note, room } = setUp({});
  note(5, true);
  expect(room()).not.toHaveProperty('mentionedAt');
});
