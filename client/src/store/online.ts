import type { Roster } from './roster';

type Rosters = Readonly<Record<string, Roster>>;

/** Counted once for each state of the rosters, whoever asks. */
const counted = new WeakMap<Rosters, Set<string>>();

/** Whether somebody is here, in any room that we share. */
export function isOnline(rosters: Rosters, userId: string): boolean {
  let online = counted.get(rosters);
  if (!online) {
    online = new Set();
    for (const { users } of Object.values(rosters))
      for (const user of Object.values(users)) if (user.status === 'online') online.add(user.id);
    counted.set(rosters, online);
  }
  return online.has(userId);
}
