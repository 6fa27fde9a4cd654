/**
 * SQL that finds the one row of a table with a key, for use behind JOIN LATERAL … ON true. It is looked up on the table's
 * primary key, row by row, and nothing else can be planned: of a plain join the planner believes, while a table is
 * small, that walking it whole for each row is as good, and a session keeps that plan when it has grown.
 */
export function rowOf(table: 'User' | 'Room', id: string): string {
  return `(SELECT * FROM "${table}" WHERE id = ${id} LIMIT 1)`;
}

/** The same for a membership, which has a key of two. */
export function membershipOf(roomId: string, userId: string): string {
  return `(SELECT * FROM "RoomMembership" WHERE "roomId" = ${roomId} AND "userId" = ${userId} LIMIT 1)`;
}

/** SQL: who somebody is, as the contract's `UserRef` in JSON; NULL where there is no such person. */
export function userRefOf(id: string): string {
  return `(SELECT json_build_object('id', p.id, 'username', p.username) FROM ${rowOf('User', id)} p)`;
}

/** SQL: a time as answers carry it: ISO 8601 with milliseconds, UTC. */
export function isoTime(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
