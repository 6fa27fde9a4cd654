import { isDeletedName, type UserRef } from '@chatket/contract';

/**
 * The same value with the new name of somebody, wherever they stand in it. What has nothing of theirs in it is given back as
 * it is. Whom a text speaks to by the old name stays who it speaks to.
 */
export function withName<Value>(value: Value, user: UserRef): Value {
  return renamed(value, user) as Value;
}

function renamed(value: unknown, user: UserRef): unknown {
  if (Array.isArray(value))
    return sameUnless(
      value,
      value.map((item: unknown) => renamed(item, user)),
    );
  if (value instanceof Map) {
    const entries = [...value] as [unknown, unknown][];
    const after = entries.map(([key, item]) => [key, renamed(item, user)] as const);
    return after.some(([, item], index) => item !== entries[index]?.[1]) ? new Map(after) : value;
  }
  if (!isPlain(value)) return value;
  const before = Object.entries(value);
  const after = before.map(([key, item]) => [key, renamed(item, user)] as const);
  const isChanged = after.some(([, item], index) => item !== before[index]?.[1]);
  const held: Record<string, unknown> = isChanged ? Object.fromEntries(after) : value;
  if ('people' in held && typeof held.name === 'string' && Array.isArray(held.people) && isChanged)
    return { ...held, name: (held.people as UserRef[]).map(({ username }) => username).join(', ') };
  if (held.id !== user.id || typeof held.username !== 'string' || held.username === user.username)
    return held;
  const { names, ...person } = held;
  return { ...person, username: user.username, ...formerNames(user, held.username, names) };
}

/** A deleted account has none. */
function formerNames({ username }: UserRef, before: string, names: unknown): { names?: string[] } {
  if (isDeletedName(username)) return {};
  const known = Array.isArray(names) ? (names as string[]) : [];
  return { names: [...new Set([...known, before])] };
}

function sameUnless(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  return after.some((item, index) => item !== before[index]) ? after : before;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
