import type { Reaction } from '@chatket/contract';
import { describe, expect, it } from 'vitest';
import { alice, bob } from '../../testing';
import { reactorsOf } from './names';

const people = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `u-${index}`, username: `person-${index}` }));
const reaction = (changes: Partial<Reaction>): Reaction => ({ emoji: '👍', count: 1, users: [], ...changes });

describe('who stands behind a reaction', () => {
  it('are its people, me first', () => {
    expect(reactorsOf(reaction({ count: 2, users: [bob, alice] }), alice)).toEqual({
      names: ['alice', 'bob'],
      others: 0,
    });
  });

  it('are counted where they are too many to be named', () => {
    const { names, others } = reactorsOf(reaction({ count: 12, users: people(12) }), alice);
    expect(names).toHaveLength(8);
    expect(others).toBe(4);
  });

  it('are also those whom nobody has named, me among them where the server says so', () => {
    const crowd = reaction({ count: 50, users: people(20), mine: true });
    const { names, others } = reactorsOf(crowd, alice);
    expect(names[0]).toBe('alice');
    expect(names.length + others).toBe(50);
  });
});
