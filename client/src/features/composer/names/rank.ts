import { fold, normalizeUsername, type UserRef } from '@chatket/contract';
import { byName } from '../../../lib';

/** Somebody who can be named, or all of a room. */
export interface Suggested {
  name: string;
  user?: UserRef;
  /** Named all the same, but not in the room. */
  isAbsent?: true;
  everyone?: 'all' | 'here';
}

/** Who is near, by what is known here. */
export interface Near {
  me: UserRef;
  members: readonly UserRef[];
  /** What people call themselves, by their ids. */
  names?: Readonly<Record<string, { displayName?: string }>>;
  /** Ids, the nearest first. */
  typing: readonly string[];
  recent: readonly string[];
  /** People of other rooms, and whom the server has found. */
  others: readonly UserRef[];
  /** The people of the room never change: nobody else is named there. */
  isFixed: boolean;
}

const SHOWN = 8;

/**
 * Who may be meant by a name that is being written: those who write just now, who have spoken lately, other members, then
 * people who are not in the room; among equals, names that begin so, then by name.
 */
export function suggestNames(
  query: string,
  { me, members, names = {}, typing, recent, others, isFixed }: Near,
): Suggested[] {
  const wanted = normalizeUsername(query);
  const isCalled = ({ id, username }: UserRef) =>
    username.includes(wanted) ||
    (wanted !== '' &&
      fold(names[id]?.displayName ?? '')
        .split(' ')
        .some((word) => word.startsWith(wanted)));
  const here = new Set(members.map(({ id }) => id));
  const placeOf = ({ id }: UserRef) => {
    if (typing.includes(id)) return typing.indexOf(id);
    const place = recent.indexOf(id);
    return place < 0 ? 1_000 : 100 + place;
  };
  const matching = (people: readonly UserRef[]) =>
    people
      .filter((user) => user.id !== me.id && isCalled(user))
      .sort(
        (one, other) =>
          Number(!one.username.startsWith(wanted)) - Number(!other.username.startsWith(wanted)) ||
          placeOf(one) - placeOf(other) ||
          byName(one.username, other.username),
      );
  const named = (user: UserRef): Suggested => ({ name: user.username, user });
  const absent = isFixed || wanted === '' ? [] : matching(others.filter(({ id }) => !here.has(id)));
  const once = [...new Map(absent.map((user) => [user.id, user])).values()];
  const all = (['all', 'here'] as const)
    .filter((name) => name.startsWith(wanted))
    .map((name): Suggested => ({ name, everyone: name }));
  const found = [
    ...matching(members).map(named),
    ...(members.length > 1 ? all : []),
    ...once.map((user): Suggested => ({ ...named(user), isAbsent: true })),
  ];
  // All of the room can be named, however many people there are.
  return found.length <= SHOWN
    ? found
    : [...found.filter(({ everyone }) => !everyone).slice(0, SHOWN - all.length), ...all];
}
