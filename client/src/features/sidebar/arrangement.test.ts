import type { SidebarArrangement } from '@chatket/contract';
import { describe, expect, it } from 'vitest';
import { place, sectionOf, step, stepSection, toggle } from './arrangement';

const BEFORE: SidebarArrangement = {
  favourites: ['a', 'b', 'c'],
  sections: [
    { id: 'work', name: 'Work', roomIds: ['d'] },
    { id: 'home', name: 'Home', roomIds: [] },
  ],
  collapsed: ['archived'],
  sort: 'activity',
  isUnreadOnly: false,
};
const rooms = ({ favourites, sections }: SidebarArrangement) => [
  favourites.join(''),
  ...sections.map(({ roomIds }) => roomIds.join('')),
];

describe('a room', () => {
  it.each([
    ['x', { sectionId: 'favourites' }, ['abcx', 'd', '']],
    ['a', { sectionId: 'work', before: 'd' }, ['bc', 'ad', '']],
    ['c', { sectionId: 'favourites', before: 'a' }, ['cab', 'd', '']],
    ['a', { sectionId: 'favourites', before: 'c' }, ['bac', 'd', '']],
    ['a', { sectionId: 'favourites', before: 'a' }, ['bca', 'd', '']],
    ['d', { sectionId: 'home' }, ['abc', '', 'd']],
    ['a', { sectionId: 'rooms', before: 'q' }, ['bc', 'd', '']],
    ['a', { sectionId: 'work', before: 'gone' }, ['bc', 'da', '']],
  ])('%s put at %j stands in one section', (roomId, target, after) => {
    expect(rooms(place(BEFORE, roomId, target))).toEqual(after);
    expect(rooms(place(place(BEFORE, roomId, target), roomId, target))).toEqual(after);
  });

  it('moves by one place, and not beyond its section', () => {
    expect(rooms(step(BEFORE, 'a', 1))).toEqual(['bac', 'd', '']);
    expect(rooms(step(BEFORE, 'a', -1))).toEqual(['abc', 'd', '']);
    expect(rooms(step(BEFORE, 'c', 1))).toEqual(['abc', 'd', '']);
    expect(rooms(step(BEFORE, 'x', 1))).toEqual(['abc', 'd', '']);
  });

  it('is found where it was put', () => {
    expect(['a', 'd', 'x'].map((id) => sectionOf(BEFORE, id))).toEqual(['favourites', 'work', undefined]);
  });
});

describe('a section', () => {
  it('moves, opens and closes', () => {
    expect(stepSection(BEFORE, 'home', -1).sections.map(({ id }) => id)).toEqual(['home', 'work']);
    expect(stepSection(BEFORE, 'home', 1).sections.map(({ id }) => id)).toEqual(['work', 'home']);
    expect(toggle(BEFORE, 'work').collapsed).toEqual(['archived', 'work']);
    expect(toggle(toggle(BEFORE, 'work'), 'work')).toEqual(BEFORE);
  });
});
