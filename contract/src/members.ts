import type { Decision } from './decision.js';
import type { Action } from './permissions.js';
import type { RoleName } from './roles.js';
import type { RosterUser, PresenceStatus } from './presence.js';
import type { UserRef } from './users.js';

/** Somebody who belongs to a room. */
export interface Member extends RosterUser {
  /** What they are in the room (`ROLES`). */
  role: number;
  /** ISO 8601, UTC. */
  joinedAt: string;
  status: PresenceStatus;
  /** The end of their mute, and why; for moderators and for themselves. */
  mutedUntil?: string;
  muteReason?: string;
}

export interface AddMemberBody {
  /** Missing: a member. More than that takes the right to give it. */
  role?: number;
}

export interface ChangeMemberBody {
  role: number;
}

/** How somebody is put out of a room. Without `ban` they may come back. */
export interface RemoveMemberBody {
  ban?: boolean;
  /** The end of the ban: ISO 8601; missing is for good. */
  until?: string;
  /** Told to the person, and kept with the ban. */
  reason?: string;
  /** Delete what they have written here in the last `LIMITS.recentMessagesMs`. */
  deleteMessages?: boolean;
}

export interface MuteBody {
  /** For so long, from now on. */
  seconds: number;
  reason?: string;
}

export interface MemberMuted {
  mutedUntil: string;
}

/** Somebody who may not come in. */
export interface Ban {
  user: UserRef;
  by: UserRef;
  createdAt: string;
  /** Missing: for good. */
  until?: string;
  reason?: string;
}

/** What somebody may do in a room and, for what they may not, which rule says so. */
export interface Permissions {
  userId: string;
  /** What they are; null for who is not a member. */
  role: RoleName | null;
  /**
   * Of messages: to write, to edit their own, to delete that of a member. Of people: to do it to a member; `setRole`: to make
   * a member a moderator.
   */
  permissions: Record<Action, Decision>;
}

/** What is done to messages and people is asked of: a new message of their own, or of a member, or a member. */
export function exemplaryTarget(action: Action) {
  return { isOwn: action === 'edit', authorRole: 0, targetRole: 0, newRole: 1 };
}
