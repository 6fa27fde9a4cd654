import { type Action, ACTIONS } from '@chatket/contract';
import { membershipOf } from '../../prisma/index.js';

/** What only members may do. */
export type MemberAction = {
  [A in Action]: (typeof ACTIONS)[A]['role'] extends number ? A : never;
}[Action];

/**
 * SQL: whether the membership `alias` allows an action, as `decide` has it without a message. Null where there is no
 * membership, so it goes into WHERE, ON and EXISTS.
 */
export function may(action: MemberAction, alias: string): string {
  return `${alias}.role >= ${String(ACTIONS[action].role)}`;
}

/**
 * SQL: the membership with which a person may do something in a room, one row or none; for use behind JOIN LATERAL. It is
 * found by room and person, row by row, and nothing else can be planned; the role is looked at on that row.
 */
export function memberWhoMay(action: MemberAction, roomId: string, userId: string): string {
  return `(SELECT * FROM ${membershipOf(roomId, userId)} k WHERE ${may(action, 'k')})`;
}
