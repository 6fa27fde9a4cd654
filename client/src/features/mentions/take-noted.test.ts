import type { Room } from '@chatket/contract';
import { expect, it } from 'vitest';
import { createRoomsStore } from '../../store/rooms-store';
import { takeNoted } from './take-noted';

function setUp(room: Partial<Room>) {
  const rooms = createRoomsStore();
  rooms.actions.load([{ id: 'r', name: 'Kitchen', lastSeq: 9, ...room } as Room]);
  return {
    note: (seq: number, on: boolean) => takeNoted({ rooms }, { roomId: 'r', messageId: 'm', seq, on }),
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
