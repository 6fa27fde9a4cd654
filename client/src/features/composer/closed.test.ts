import { ROLES, type Room } from '@chatket/contract';
import { expect, it } from 'vitest';
import { closedText } from './closed';

const room = (more: Partial<Room>): Room => ({
  id: 'r',
  name: 'Kitchen',
  kind: 'public',
  createdBy: { id: 'a', username: 'alice' },
  createdAt: '2026-01-01T00:00:00.000Z',
  memberCount: 2,
  lastSeq: 0,
  role: ROLES.member,
  joinedAt: '2026-01-02T00:00:00.000Z',
  ...more,
});

it('whoever came to a raid reads only, until it is over; those before them and moderators write', () => {
  const during = { raidSince: '2026-01-01T12:00:00.000Z' };
  for (const isEdit of [false, true]) {
    expect(closedText(room(during), isEdit, false)).toBe('composer.onlyModerators');
    expect(closedText(room({}), isEdit, false)).toBeUndefined();
    expect(closedText(room({ ...during, role: ROLES.moderator }), isEdit, false)).toBeUndefined();
    expect(
      closedText(room({ ...during, joinedAt: '2026-01-01T11:00:00.000Z' }), isEdit, false),
    ).toBeUndefined();
  }
});

it('a new account reads only while the whole server is in a raid, but where it keeps order', () => {
  expect(closedText(room({}), false, true)).toBe('composer.onlyModerators');
  expect(closedText(room({}), true, true)).toBe('composer.onlyModerators');
  expect(closedText(room({ role: ROLES.moderator }), false, true)).toBeUndefined();
});
