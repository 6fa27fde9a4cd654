import { describe, expect, it } from 'vitest';
import type { MemberChange } from '@chatket/contract';
import { createRolesStore } from './roles-store';

const bob = { id: 'bob', username: 'bob' };
const change = (role: number | null): MemberChange => ({
  seq: 1,
  kind: 'member',
  what: role === null ? 'kicked' : 'role',
  at: '2026-01-31T12:00:00.000Z',
  user: bob,
  role,
});

describe('what people are in a room', () => {
  it('is not kept where nobody looks', () => {
    const roles = createRolesStore();
    roles.actions.take('room', { members: [change(1)] });
    expect(roles.getState().byRoom).toEqual({});
  });

  it('follows the log, also while the list is being read, which is older then', () => {
    const roles = createRolesStore();
    const load = roles.actions.begin('room');
    roles.actions.take('room', { members: [change(2)] });
    load({ alice: 3, bob: 1 });
    expect(roles.getState().byRoom.room).toEqual({ alice: 3, bob: 2 });
    roles.actions.take('room', { members: [change(null)] });
    expect(roles.getState().byRoom.room).toEqual({ alice: 3, bob: 0 });
  });

  it('is not what was asked before the room began anew', () => {
    const roles = createRolesStore();
    const late = roles.actions.begin('room');
    roles.actions.take('room', { isReset: true });
    late({ bob: 1 });
    expect(roles.getState().byRoom.room).toBeUndefined();
    const load = roles.actions.begin('room');
    late({ bob: 1 });
    load({ alice: 3 });
    expect(roles.getState().byRoom.room).toEqual({ alice: 3 });
  });

  it('has to be read again when the room begins anew', () => {
    const roles = createRolesStore();
    roles.actions.begin('room');
    roles.actions.take('room', { isReset: true });
    expect(roles.getState().byRoom.room).toBeUndefined();
  });
});
