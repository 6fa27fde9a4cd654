import { isOfFew } from './direct.js';
import { type Action, ACTIONS, type Gate, type Need, type Rule } from './permissions.js';
import { roleName, ROLES } from './roles.js';
import type { RoomKind } from './room-profile.js';

/** What has to be known to decide; what an action does not ask for may be missing. */
export interface Facts {
  /** Of who wants to act (`ROLES`); null for somebody who is not a member. */
  role: number | null;
  /** The room's; missing is public. */
  kind?: RoomKind;
  /** The actor is a guest: outside of their room nothing is there for them. */
  isGuest?: boolean;
  /** The actor may not come in. */
  isBanned?: boolean;
  isArchived?: boolean;
  /** Whoever comes by themselves has to ask. */
  isByRequest?: boolean;
  /** The roles that the room asks for; missing is member. */
  postGate?: number;
  replyGate?: number;
  inviteGate?: number;
  /** A moderator has taken the actor's word. */
  isMuted?: boolean;
  /** Those who run the server have taken it, whatever the actor is in the room. */
  isSilenced?: boolean;
  /** It is not the actor's turn yet. */
  isSlowed?: boolean;
  /** The other of a direct room takes no messages of the actor. */
  isBarred?: boolean;
  /** The room is in raid mode, in which the actor is new. */
  isRaid?: boolean;
  isNewcomer?: boolean;
  /** The message, or the person acted on, is theirs, or they. Missing is no. */
  isOwn?: boolean;
  /** Of the message's author; null or missing for one who is not a member any more. */
  authorRole?: number | null;
  /** Of the person that something is done to; null or missing for one who is not a member. */
  targetRole?: number | null;
  /** That person is a guest: brought nowhere, and made nothing. */
  isTargetGuest?: boolean;
  /** What they are to become. */
  newRole?: number;
  /** How old the message is; missing is new. */
  ageSeconds?: number;
  /** How long messages of the room may be edited; null or missing is for ever. */
  editWindowSeconds?: number | null;
}

export type Decision =
  | { isAllowed: true }
  | {
      isAllowed: false;
      because:
        | 'ROOM_NOT_FOUND'
        | 'NOT_A_MEMBER'
        | 'BANNED'
        | 'ASK_FIRST'
        | 'NOT_FOR_GUESTS'
        | 'FIXED_PEOPLE'
        | 'INVITES_PAUSED'
        | 'ROOM_ARCHIVED'
        | 'MUTED'
        | 'SLOW_MODE'
        | 'EDIT_WINDOW_OVER';
    }
  | { isAllowed: false; because: 'FORBIDDEN' | 'READ_ONLY'; need: Need };

const ALLOWED: Decision = { isAllowed: true };

/**
 * Whether somebody may do it and, if not, why: `because` is the code with which the server refuses. Pure and total: the
 * same on both ends, for any numbers. A room that is not public is not there for whoever is not a member, and none but
 * their own is there for guests.
 */
export function decide(action: Action, facts: Facts): Decision {
  const rule: Rule = ACTIONS[action];
  const { role, kind = 'public' } = facts;
  const isFew = isOfFew({ kind });
  if (role === null && (kind !== 'public' || facts.isGuest)) return refused('ROOM_NOT_FOUND');
  if (rule.isForAccounts && facts.isGuest) return refused('NOT_FOR_GUESTS');
  if (rule.changesPeople && isFew) return refused('FIXED_PEOPLE');
  if (role === null) return decideForOutsider(rule, action, facts);
  const least = isFew && rule.isSharedByFew ? ROLES.member : (rule.role ?? ROLES.member);
  if (role < least) return forbidden(Math.max(least, overAuthor(rule, facts)));
  // Who has come already may come again: that changes nothing.
  if (action === 'join' || action === 'ask') return ALLOWED;
  if (rule.isWriting && facts.isArchived) return refused('ROOM_ARCHIVED');
  return decideForMember(rule, role, facts);
}

function decideForOutsider(rule: Rule, action: Action, facts: Facts): Decision {
  const { isBanned, isArchived } = facts;
  const isComing = action === 'join' || action === 'ask';
  if (isComing && isBanned) return refused('BANNED');
  if (rule.role !== null) return refused(isBanned ? 'BANNED' : 'NOT_A_MEMBER');
  if (rule.isWriting && isArchived) return refused('ROOM_ARCHIVED');
  if (action === 'join' && facts.isByRequest) return refused('ASK_FIRST');
  return action === 'ask' && facts.isByRequest && facts.isRaid ? refused('INVITES_PAUSED') : ALLOWED;
}

function decideForMember(rule: Rule, role: number, facts: Facts): Decision {
  const { isOwn = false, kind = 'public' } = facts;
  const gate = gateOf(rule.gate, facts);
  if (role < gate) {
    return rule.gate === 'invite'
      ? forbidden(gate)
      : { isAllowed: false, because: 'READ_ONLY', need: needOf(gate) };
  }
  if (rule.isForModeratorsInRaid && facts.isRaid && role < ROLES.moderator) return refused('INVITES_PAUSED');
  if ((rule.isOwnOnly || (rule.isOwnUnlessPublic && kind !== 'public')) && !isOwn)
    return { isAllowed: false, because: 'FORBIDDEN', need: 'own' };
  if ((rule.isSpeaking || rule.isSaying) && facts.isSilenced) return refused('MUTED');
  if (rule.isSpeaking && facts.isBarred) return { isAllowed: false, because: 'READ_ONLY', need: 'own' };
  if (rule.isSpeaking && role < ROLES.moderator) {
    if (facts.isMuted) return refused('MUTED');
    if (facts.isNewcomer) return { isAllowed: false, because: 'READ_ONLY', need: 'moderator' };
    if (rule.gate === 'post' && facts.isSlowed) return refused('SLOW_MODE');
  }
  const needed = overAuthor(rule, facts);
  if (role < needed) return forbidden(needed);
  if (rule.isOverLower && role <= (facts.targetRole ?? -1)) return forbidden((facts.targetRole ?? -1) + 1);
  if (rule.isToAccounts && facts.isTargetGuest) return refused('NOT_FOR_GUESTS');
  if (rule.givesRole) return decideRole(role, facts);
  if (rule.isWithinWindow && (facts.ageSeconds ?? 0) > (facts.editWindowSeconds ?? Infinity))
    return refused('EDIT_WINDOW_OVER');
  return ALLOWED;
}

/** The role that it takes to do it to a message of somebody else; none for one's own. */
function overAuthor({ othersRole }: Rule, { isOwn = false, authorRole }: Facts): number {
  return othersRole === undefined || isOwn ? ROLES.member : Math.max(othersRole, (authorRole ?? -1) + 1);
}

/** Owners make anybody anything. Others give what is below them to those below them; everybody may step down. */
function decideRole(
  role: number,
  { isOwn = false, isTargetGuest, targetRole, newRole = 0 }: Facts,
): Decision {
  if (isTargetGuest && newRole > ROLES.member) return refused('NOT_FOR_GUESTS');
  if (role >= ROLES.owner) return ALLOWED;
  if (isOwn) return newRole <= role ? ALLOWED : forbidden(newRole + 1);
  const highest = Math.max(targetRole ?? -1, newRole);
  return role > highest ? ALLOWED : forbidden(Math.min(highest + 1, ROLES.owner));
}

function gateOf(gate: Gate | undefined, { postGate = 0, replyGate = 0, inviteGate = 0 }: Facts): number {
  if (gate === 'post') return postGate;
  if (gate === 'reply') return replyGate;
  return gate === 'invite' ? inviteGate : ROLES.member;
}

function refused(
  because: Exclude<Extract<Decision, { isAllowed: false }>, { need: Need }>['because'],
): Decision {
  return { isAllowed: false, because };
}

/** Nobody is above an owner: what needs more is left to whose it is. */
const needOf = (needed: number): Need => (needed > ROLES.owner ? 'own' : roleName(needed));

function forbidden(needed: number): Decision {
  return { isAllowed: false, because: 'FORBIDDEN', need: needOf(needed) };
}
