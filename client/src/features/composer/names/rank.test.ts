import { describe, expect, it } from 'vitest';
import { nameAt } from '../name-at';
import { suggestNames, type Near } from './rank';

const person = (username: string) => ({ id: `id-${username}`, username });
const near: Near = {
  me: person('me'),
  members: ['ada', 'adam', 'bea', 'carl', 'me'].map(person),
  typing: ['id-carl'],
  recent: ['id-bea', 'id-adam'],
  others: ['adele', 'ada', 'zoe'].map(person),
  isFixed: false,
};
const names = (query: string, changes: Partial<Near> = {}) =>
  suggestNames(query, { ...near, ...changes }).map(({ name, isAbsent }) => (isAbsent ? `(${name})` : name));

describe('people for a name that is being written', () => {
  it('are those who write, who have spoken lately, other members, and all', () => {
    expect(names('')).toEqual(['carl', 'bea', 'adam', 'ada', 'all', 'here']);
  });

  it('begin so, or have it elsewhere; who is not in the room comes last and once', () => {
    expect(names('ad')).toEqual(['adam', 'ada', '(adele)']);
    expect(names('AD')).toEqual(['adam', 'ada', '(adele)']);
    expect(names('ea')).toEqual(['bea']);
    expect(names('a')).toEqual(['adam', 'ada', 'carl', 'bea', 'all', '(adele)']);
    expect(names('xyz')).toEqual([]);
  });

  it('are the people of the room where those never change, and no more than fit', () => {
    expect(names('zo', { isFixed: true })).toEqual([]);
    const many = Array.from({ length: 30 }, (_, place) => person(`member-${String(place)}`));
    expect(names('', { members: many })).toHaveLength(8);
    expect(names('', { members: many }).slice(-2)).toEqual(['all', 'here']);
  });
});

describe('a name that is being written', () => {
  it.each([
    ['@', { start: 0, end: 1, query: '' }],
    ['hi @be', { start: 3, end: 6, query: 'be' }],
    ['(@İl', { start: 1, end: 4, query: 'İl' }],
    ['＠be', { start: 0, end: 3, query: 'be' }],
  ])('ends at the caret: %s', (text, stretch) => {
    expect(nameAt(text, text.length)).toEqual(stretch);
  });

  it.each(['mail@be', 'x.com/@be', '@be ', '@@be', '\\@be', `@${'x'.repeat(60)}`, '@be!'])(
    'is none: %s',
    (text) => {
      expect(nameAt(text, text.length)).toBeUndefined();
    },
  );
});
