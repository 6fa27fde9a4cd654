import type { RosterUser } from '@chatket/contract';
import { fold } from '@chatket/contract';

/** One line of the list: the heading of a group, or a person with the place in the group. */
export type MemberRow =
  | { kind: 'heading'; status: RosterUser['status']; count: number }
  | { kind: 'person'; user: RosterUser; place: number; count: number };

/**
 * The lines of the members list: who is online first, each group under its heading.
 * @param members sorted
 * @param search leaves only those whose name contains it, however it is written
 */
export function memberRows(members: readonly RosterUser[], search: string): MemberRow[] {
  const wanted = fold(search.trim());
  const found = wanted === '' ? members : members.filter(({ username }) => fold(username).includes(wanted));
  return (['online', 'offline'] as const).flatMap((status) => {
    const group = found.filter((user) => user.status === status);
    if (group.length === 0) return [];
    const count = group.length;
    const people = group.map((user, index): MemberRow => ({ kind: 'person', user, place: index + 1, count }));
    return [{ kind: 'heading', status, count } satisfies MemberRow, ...people];
  });
}
