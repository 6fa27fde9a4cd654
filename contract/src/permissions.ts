/** What a member is in a room: whoever has a greater number may do what those below may, and more. */
export const ROLES = { member: 0, moderator: 1, admin: 2, owner: 3 } as const;

export type RoleName = keyof typeof ROLES;

/**
 * Who may do what in a room: the least role, and what else has to be true. This table is the only place where it is
 * said: use cases ask `decide`, the client hides what it refuses, and statements of the database embed the roles.
 */
export const ACTIONS = {
  read: { role: ROLES.member },
  follow: { role: ROLES.member },
  post: { role: ROLES.member },
  react: { role: ROLES.member },
  /** Change the text of a message: one's own, while the room's window is open. */
  edit: { role: ROLES.member, isOwnOnly: true, isWithinWindow: true },
  /** Delete a message: one's own always, that of somebody with a lower role as a moderator. */
  delete: { role: ROLES.member, othersRole: ROLES.moderator },
  /** Change what holds for everybody in the room. */
  configure: { role: ROLES.admin },
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof ACTIONS;

interface Rule {
  role: number;
  /** Only to what is one's own. */
  isOwnOnly?: true;
  /** To what is not one's own, this role is needed, and one above that of its author. */
  othersRole?: number;
  /** Only until `editWindowSeconds` after it was written. */
  isWithinWindow?: true;
}

/** What has to be known to decide; what an action does not ask for may be missing. */
export interface Facts {
  /** Of who wants to act; null for somebody who is not a member. */
  role: number | null;
  /** The message is theirs. */
  isOwn?: boolean;
  /** Of the message's author; null for one who is not a member any more. */
  authorRole?: number | null;
  /** How old the message is. */
  ageSeconds?: number;
  /** How long messages of the room may be edited; null for ever. */
  editWindowSeconds?: number | null;
}

export type Decision =
  | { isAllowed: true }
  | { isAllowed: false; because: 'NOT_A_MEMBER' | 'EDIT_WINDOW_OVER' }
  | { isAllowed: false; because: 'FORBIDDEN'; need: RoleName | 'own' };

const ALLOWED: Decision = { isAllowed: true };

/** Whether somebody may do it, and why not. Pure: the same on both ends. */
export function decide(action: Action, facts: Facts): Decision {
  const rule: Rule = ACTIONS[action];
  const { role, isOwn = false } = facts;
  if (role === null) return { isAllowed: false, because: 'NOT_A_MEMBER' };
  if (role < rule.role) return forbidden(nameOf(rule.role));
  if (rule.isOwnOnly && !isOwn) return forbidden('own');
  if (rule.othersRole !== undefined && !isOwn) {
    if (role < rule.othersRole) return forbidden(nameOf(rule.othersRole));
    if (role <= (facts.authorRole ?? -1)) return forbidden(nameOf((facts.authorRole ?? 0) + 1));
  }
  if (rule.isWithinWindow && (facts.ageSeconds ?? 0) > (facts.editWindowSeconds ?? Infinity))
    return { isAllowed: false, because: 'EDIT_WINDOW_OVER' };
  return ALLOWED;
}

function forbidden(need: RoleName | 'own'): Decision {
  return { isAllowed: false, because: 'FORBIDDEN', need };
}

function nameOf(role: number): RoleName {
  const names = Object.keys(ROLES) as RoleName[];
  return names.find((name) => ROLES[name] >= role) ?? 'owner';
}
