/** What a member is in a room: whoever has a greater number may do what those below may, and more. */
export const ROLES = { member: 0, moderator: 1, admin: 2, owner: 3 } as const;

export type RoleName = keyof typeof ROLES;

/** What is missing: at least this role, or that it be one's own. */
export type Need = RoleName | 'own';

interface Rule {
  /** The least role; null where one need not be a member. */
  role: number | null;
  /** Only to what is one's own. */
  isOwnOnly?: true;
  /** To what is not one's own, this role is needed, and one above that of its author. */
  othersRole?: number;
  /** Only until `editWindowSeconds` after it was written. */
  isWithinWindow?: true;
}

/**
 * Who may do what in a room: the least role, and what else has to be true. This table is the only place where it is
 * said: use cases ask `decide`, the client hides what it refuses, and statements of the database embed the roles.
 */
export const ACTIONS = {
  /** Know that the room is there, its name, and how many people it has. Every room is public. */
  see: { role: null },
  join: { role: null },
  /** Give the membership up. Whoever has none has given it up already. */
  quit: { role: null },
  /** See what was said, and say up to where one has read it. */
  read: { role: ROLES.member },
  /** Hear live what happens, and who is here. */
  follow: { role: ROLES.member },
  /** Write messages, and be seen writing. */
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

/** What has to be known to decide; what an action does not ask for may be missing. */
export interface Facts {
  /** Of who wants to act (`ROLES`); null for somebody who is not a member. */
  role: number | null;
  /** The message is theirs; missing is no. */
  isOwn?: boolean;
  /** Of the message's author; null or missing for one who is not a member any more. */
  authorRole?: number | null;
  /** How old the message is; missing is new. */
  ageSeconds?: number;
  /** How long messages of the room may be edited; null or missing is for ever. */
  editWindowSeconds?: number | null;
}

export type Decision =
  | { isAllowed: true }
  | { isAllowed: false; because: 'NOT_A_MEMBER' | 'EDIT_WINDOW_OVER' }
  | { isAllowed: false; because: 'FORBIDDEN'; need: Need };

const ALLOWED: Decision = { isAllowed: true };

/**
 * Whether somebody may do it and, if not, why: `because` is the code with which the server refuses. Pure and total: the
 * same on both ends, for any numbers.
 */
export function decide(action: Action, facts: Facts): Decision {
  const rule: Rule = ACTIONS[action];
  if (rule.role === null) return ALLOWED;
  const { role, isOwn = false } = facts;
  if (role === null) return { isAllowed: false, because: 'NOT_A_MEMBER' };
  if (role < rule.role) return forbidden(rule.role);
  if (rule.isOwnOnly && !isOwn) return { isAllowed: false, because: 'FORBIDDEN', need: 'own' };
  if (rule.othersRole !== undefined && !isOwn) {
    const needed = Math.max(rule.othersRole, (facts.authorRole ?? -1) + 1);
    if (role < needed) return forbidden(needed);
  }
  if (rule.isWithinWindow && (facts.ageSeconds ?? 0) > (facts.editWindowSeconds ?? Infinity))
    return { isAllowed: false, because: 'EDIT_WINDOW_OVER' };
  return ALLOWED;
}

/** What a number means: the greatest role that is not above it. Nobody is less than a member. */
export function roleName(role: number): RoleName {
  const names = Object.keys(ROLES) as RoleName[];
  return names.findLast((name) => ROLES[name] <= role) ?? 'member';
}

/** Nobody is above an owner: what needs more is left to whose it is. */
function forbidden(needed: number): Decision {
  return { isAllowed: false, because: 'FORBIDDEN', need: needed > ROLES.owner ? 'own' : roleName(needed) };
}
