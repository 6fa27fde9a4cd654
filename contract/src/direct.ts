import type { UserRef } from './users.js';

/**
 * Whom one wants to talk with: one other person or oneself (notes) for a direct room, two to eight others for a group. Oneself
 * may be named or not; whoever is named twice counts once.
 */
export interface OpenDirectBody {
  userIds: string[];
}

/** Somebody who was found by name. */
export interface FoundUser extends UserRef {
  /** When the account was made: ISO 8601, UTC. */
  createdAt: string;
}

/** Whether who belongs to a room never changes: it is its people, and named by them. */
export function isOfFew({ kind }: { kind: string }): boolean {
  return kind === 'direct' || kind === 'group';
}
