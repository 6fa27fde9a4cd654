import type { RosterUser } from '@chatket/contract';
import { fold } from '@chatket/contract';
import type { RoomRoles } from '../../store';

/** One line of the list: the heading of a group, or a person with the place in the group. */
export type MemberRow =
  | { kind: 'heading'; status: RosterUser['status']; count: number }
  | { kind: 'person'; user: RosterUser; role: number; place: number; count: number };

/**
 * The lines of the members list: who is online first, each group under its heading.
 * In each group those come first who may do more.
 * @param members sorted
 * @param roles of those who are more than members
 * @param nameOf all by which somebody is called
 * @param search leaves only those whose name contains it, however it is written
 */
export function memberRows(
  members: readonly RosterUser[],
  search: string,
  roles: RoomRoles = {},
  nameOf: (user: RosterUser) => string = ({ username }) => username,
): MemberRow[] {
  const roleOf = ({ id }: RosterUser) => roles[id] ?? 0;
  const wanted = fold(search.trim());
  const found = wanted === '' ? members : members.filter((user) => fold(nameOf(user)).includes(wanted));
  return (['online', 'offline'] as const).flatMap((status) => {
    const group = found
      .filter((user) => user.status === status)
      .sort((one, other) => roleOf(other) - roleOf(one));
    if (group.length === 0) return [];
    const count = group.length;
    const people = group.map((user, index): MemberRow => ({
      kind: 'person',
      user,
      role: roleOf(user),
      place: index + 1,
      count,
    }));
    return [{ kind: 'heading', status, count } satisfies MemberRow, ...people];
  });
}
