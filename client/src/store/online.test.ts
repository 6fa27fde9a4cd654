import { describe, expect, it } from 'vitest';
import type { RosterUser } from '@chatket/contract';
import { alice, bob } from '../testing';
import { isOnline, presenceOf } from './online';
import { fromSnapshot } from './roster';

const rosters = (...rooms: RosterUser[][]) =>
  Object.fromEntries(
    rooms.map((users, at) => [`r${at}`, fromSnapshot({ roomId: `r${at}`, version: 1, users })]),
  );
const idle: RosterUser = { ...bob, status: 'online', kind: 'idle' };

describe('how somebody appears', () => {
  it('is told by any room that we share', () => {
    const known = rosters([{ ...bob, status: 'offline' }], [idle, { ...alice, status: 'offline' }]);
    expect(presenceOf(known, bob.id)).toBe('idle');
    expect(isOnline(known, bob.id)).toBe(true);
    expect(presenceOf(known, alice.id)).toBe('offline');
    expect(presenceOf(known, 'somebody')).toBe('offline');
  });

  it.each([
    [idle, { ...bob, status: 'online' as const }],
    [{ ...bob, status: 'online' as const }, idle],
  ])('is here where one room says so already, whichever comes first', (one, other) => {
    expect(presenceOf(rosters([one], [other]), bob.id)).toBe('online');
  });
});
