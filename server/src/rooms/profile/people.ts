import { LIMITS } from '@chatket/contract';
import { rowOf } from '../../prisma/index.js';

/**
 * SQL: the others in the room `alias`, as JSON by username, where the room is its people; null elsewhere, at no cost. Walks a
 * range of RoomMembership_pkey, which no other index can serve.
 * @param userId SQL: who sees the room
 */
export function peopleOf(alias: string, userId: string): string {
  return `CASE WHEN ${alias}.kind IN ('direct', 'group') THEN (
    SELECT coalesce(json_agg(json_build_object('id', o.id, 'username', o.username) ORDER BY o.username), '[]')
    FROM (
      SELECT k."userId" FROM "RoomMembership" k WHERE k."roomId" >= ${alias}.id AND k."roomId" <= ${alias}.id
      ORDER BY k."roomId", k."userId" LIMIT ${String(LIMITS.groupPeopleMax)}
    ) k JOIN LATERAL ${rowOf('User', 'k."userId"')} o ON true
    WHERE k."userId" <> ${userId}
  ) END`;
}
