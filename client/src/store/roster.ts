import type { RoomRoster, RoomRosterDelta, RosterUser } from '@chatket/contract';
import { byName } from '../lib';

export interface Roster {
  version: number;
  users: Readonly<Record<string, RosterUser>>;
}

export function fromSnapshot(snapshot: RoomRoster): Roster {
  return {
    version: snapshot.version,
    users: Object.fromEntries(snapshot.users.map((user) => [user.id, user])),
  };
}

/**
 * Applies a change to the roster it follows. An old one changes nothing; `undefined` means that one in between was
 * missed and the whole roster has to be asked for again.
 */
export function applyDelta(roster: Roster | undefined, delta: RoomRosterDelta): Roster | undefined {
  if (!roster) return undefined;
  if (delta.version <= roster.version) return roster;
  if (delta.version !== roster.version + 1) return undefined;
  const removed = new Set(delta.removed);
  const kept = Object.entries(roster.users).filter(([id]) => !removed.has(id));
  const changed = delta.changed.map((user) => [user.id, user] as const);
  return { version: delta.version, users: Object.fromEntries([...kept, ...changed]) };
}

/** Who is here first, then by name. */
export function sortMembers(roster: Roster): RosterUser[] {
  const rank = (user: RosterUser) => (user.status === 'online' ? 0 : 1);
  return Object.values(roster.users).sort(
    (one, other) => rank(one) - rank(other) || byName(one.username, other.username),
  );
}
