import { describe, expect, it } from 'vitest';
import { memberRows } from './member-rows';

const members = [
  { id: '1', username: 'ilker', status: 'online' as const },
  { id: '2', username: 'zoe', status: 'online' as const },
  { id: '3', username: 'ilka', status: 'offline' as const },
];
const told = (search: string, roles = {}) =>
  memberRows(members, search, roles).map((row) =>
    row.kind === 'heading' ? `${row.status} ${row.count}` : `${row.user.username} ${row.place}/${row.count}`,
  );

describe('the lines of the members list', () => {
  it('are the groups with their people', () => {
    expect(told('')).toEqual(['online 2', 'ilker 1/2', 'zoe 2/2', 'offline 1', 'ilka 1/1']);
  });

  it('begin in each group with those who may do more', () => {
    expect(told('', { 2: 1, 3: 3 })).toEqual(['online 2', 'zoe 1/2', 'ilker 2/2', 'offline 1', 'ilka 1/1']);
    expect(memberRows(members, 'ilka', { 3: 3 }).at(-1)).toMatchObject({ role: 3 });
  });

  it('are those that are looked for, and groups without any are left out', () => {
    expect(told(' İLK')).toEqual(['online 1', 'ilker 1/1', 'offline 1', 'ilka 1/1']);
    expect(told('zo')).toEqual(['online 1', 'zoe 1/1']);
    expect(told('nobody')).toEqual([]);
  });
});
