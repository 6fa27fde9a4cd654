import type { PresenceKind, PresenceStatus, RosterUser } from '@chatket/contract';
import type { Roster } from './roster';

type Rosters = Readonly<Record<string, Roster>>;
type Shown = PresenceStatus | PresenceKind;

/** Counted once for each state of the rosters, whoever asks. */
const counted = new WeakMap<Rosters, Map<string, Shown>>();

/** How a member is shown: what kind of online, where it is known. */
export const shownAs = ({ status, kind }: RosterUser): Shown => kind ?? status;

/** How somebody is shown, by all rooms that we share. What a roster tells later of others may come at once from another. */
export function presenceOf(rosters: Rosters, userId: string): Shown {
  let shown = counted.get(rosters);
  if (!shown) {
    shown = new Map();
    for (const { users } of Object.values(rosters))
      for (const user of Object.values(users))
        if (user.status === 'online' && shown.get(user.id) !== 'online') shown.set(user.id, shownAs(user));
    counted.set(rosters, shown);
  }
  return shown.get(userId) ?? 'offline';
}

/** Whether somebody is here, in any room that we share. */
export const isOnline = (rosters: Rosters, userId: string): boolean =>
  presenceOf(rosters, userId) !== 'offline';
