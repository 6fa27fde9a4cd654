import type { Room, SidebarArrangement } from '@chatket/contract';
import { describe, expect, it } from 'vitest';
import { sectionsOf } from './sections';

const roomOf = (id: string, more: Partial<Room> = {}): Room => ({
  id,
  name: id,
  kind: 'public',
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: { id: 'u', username: 'anna' },
  memberCount: 1,
  lastSeq: 0,
  ...more,
});
const ben = { id: 'u2', username: 'ben' };
const mine = Object.fromEntries(
  [
    roomOf('kitchen', { createdAt: '2026-01-03T00:00:00.000Z' }),
    roomOf('attic', { createdAt: '2026-01-02T00:00:00.000Z' }),
    roomOf('old', { archivedAt: '2026-01-01T00:00:00.000Z' }),
    roomOf('ben', { kind: 'direct', people: [ben] }),
    roomOf('notes', { kind: 'direct', people: [] }),
    roomOf('three', { kind: 'group', people: [ben, ben] }),
  ].map((room) => [room.id, room]),
);
const PLAIN: SidebarArrangement = {
  favourites: [],
  sections: [],
  collapsed: [],
  sort: 'activity',
  isUnreadOnly: false,
};
const shown = (arrangement: Partial<SidebarArrangement>, isShown?: (room: Room) => boolean) =>
  sectionsOf(mine, { ...PLAIN, ...arrangement }, isShown).map(({ id, rooms }) => [
    id,
    rooms.map((r) => r.id),
  ]);

describe('the sections of the sidebar', () => {
  it('are those of people, of rooms and of what is archived', () => {
    expect(shown({})).toEqual([
      ['direct', ['ben', 'notes', 'three']],
      ['rooms', ['kitchen', 'attic']],
      ['archived', ['old']],
    ]);
  });

  it('hold each room once, where it was put, in that order; what is not mine any more is left out', () => {
    expect(
      shown({
        favourites: ['attic', 'gone', 'ben'],
        sections: [{ id: 'work', name: 'Work', roomIds: ['old', 'attic'] }],
      }),
    ).toEqual([
      ['favourites', ['attic', 'ben']],
      ['work', ['old']],
      ['direct', ['notes', 'three']],
      ['rooms', ['kitchen']],
    ]);
  });

  it('are in the order of names when that is wanted', () => {
    expect(shown({ sort: 'name' })[1]).toEqual(['rooms', ['attic', 'kitchen']]);
  });

  it('leave out what is not to be shown, and keep those that are one’s own though they are empty', () => {
    const work = { id: 'work', name: 'Work', roomIds: ['attic'] };
    expect(shown({ favourites: ['ben'], sections: [work] }, ({ id }) => id === 'kitchen')).toEqual([
      ['work', []],
      ['direct', []],
      ['rooms', ['kitchen']],
    ]);
  });
});
