import type { Room } from '@chatket/contract';
import { describe, expect, it } from 'vitest';
import { bob } from '../../testing';
import { matchRooms } from './match-rooms';

const rooms: Room[] = ['Kitchen table', 'Café', 'Table tennis', 'Random'].map((name) => ({
  id: name,
  name,
  createdAt: '',
  createdBy: bob,
  memberCount: 1,
  lastSeq: 0,
}));
const match = (typed: string) => matchRooms(rooms, typed).map(({ name }) => name);

describe('switcher', () => {
  it('shows all rooms in their order before anything is typed', () => {
    expect(match(' ')).toEqual(rooms.map(({ name }) => name));
  });

  it('puts the beginning of the name before the beginning of a word', () => {
    expect(match('tab')).toEqual(['Table tennis', 'Kitchen table']);
  });

  it('does not mind accents, capitals and left out letters', () => {
    expect(match('CAFE')).toEqual(['Café']);
    expect(match('rndm')).toEqual(['Random']);
    expect(match('xyz')).toEqual([]);
  });
});
