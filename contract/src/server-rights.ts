import type { Decision, Facts } from './decision.js';
import { isOfFew } from './direct.js';
import { type Action, ACTIONS } from './permissions.js';
import { ROLES } from './roles.js';
import { SERVER_ROLES } from './users.js';

/** What has to be known where somebody acts in a room as one of those who run the server, member or not. */
export interface ServerFacts extends Pick<
  Facts,
  'kind' | 'role' | 'isBanned' | 'isArchived' | 'newRole' | 'isTargetGuest'
> {
  /** What the actor is on the server, and the person that something is done to (`SERVER_ROLES`). */
  serverRole: number;
  targetServerRole?: number;
  /** Somebody owns the room. */
  hasOwner?: boolean;
}

const ALLOWED: Decision = { isAllowed: true };
const OWNERS_ONLY: Decision = { isAllowed: false, because: 'FORBIDDEN', need: 'owner' };
const NOT_THEIRS: Decision = { isAllowed: false, because: 'FORBIDDEN', need: 'own' };

/**
 * Whether those who run the server may do it in a room without being a member: the other half of `decide`, from the same
 * table (`byServer`). They end the writing, ban, and give a room an owner that has none. They read nothing by that: into
 * a private room they come as everybody sees, and rooms that are their people are not there for them.
 */
export function decideAsServer(action: Action, facts: ServerFacts): Decision {
  const rule = ACTIONS[action];
  const { serverRole, role, kind = 'public', targetServerRole = 0 } = facts;
  if (serverRole < SERVER_ROLES.admin || !('byServer' in rule)) return NOT_THEIRS;
  if (isOfFew({ kind })) return { isAllowed: false, because: 'ROOM_NOT_FOUND' };
  if (action === 'join' && role === null) {
    if (facts.isBanned) return { isAllowed: false, because: 'BANNED' };
    if (facts.isArchived) return { isAllowed: false, because: 'ROOM_ARCHIVED' };
  }
  if ('isOverLower' in rule && targetServerRole >= serverRole) return NOT_THEIRS;
  if ('givesRole' in rule) {
    if (facts.newRole !== ROLES.owner || facts.hasOwner) return OWNERS_ONLY;
    if (facts.isTargetGuest) return { isAllowed: false, because: 'NOT_FOR_GUESTS' };
  }
  return ALLOWED;
}
