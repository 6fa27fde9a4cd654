import type { RoomKind } from '@chatket/contract';
import { safeInteger, type Statements } from '../prisma/index.js';

/** A room with something behind its cursor. */
export interface RoomBehind {
  roomId: string;
  kind: RoomKind;
  /** Up to here everything was looked at. */
  from: number;
  headSeq: number;
  /** Nobody can have to be told of anything in there. */
  isIdle: boolean;
}

/**
 * SQL: whether behind the cursor `c` of the room `r` there may be something to tell somebody of: that the room is its people,
 * that a member wants to be told of everything, or what speaks to people: mentions and keywords, replies in threads, and
 * edits, which may bring these.
 */
const MAY_CONCERN = `r.kind IN ('direct', 'group')
  OR EXISTS (SELECT 1 FROM "NoticeRoom" x WHERE x."roomId" = r.id AND x.level = 'all')
  OR EXISTS (SELECT 1 FROM "Mention" x WHERE x."roomId" = r.id AND x.seq > c.seq)
  OR EXISTS (SELECT 1 FROM "RoomMention" x WHERE x."roomId" = r.id AND x.seq > c.seq)
  OR EXISTS (
    SELECT 1 FROM (SELECT y.what FROM "RoomEvent" y WHERE y."roomId" = r.id AND y.seq > c.seq ORDER BY y.seq OFFSET 0) x
    WHERE x.what = 'edited'
  )
  OR EXISTS (
    SELECT 1 FROM (SELECT y."threadId" FROM "Message" y WHERE y."roomId" = r.id AND y.seq > c.seq ORDER BY y.seq OFFSET 0) x
    WHERE x."threadId" IS NOT NULL
  )
  OR EXISTS (
    SELECT 1 FROM "NoticePerson" x CROSS JOIN LATERAL (
      SELECT 1 FROM "RoomMembership" y WHERE y."roomId" = r.id AND y."userId" = x."userId" LIMIT 1
    ) y WHERE x.rooms = 'all'
  )`;

/**
 * Of some rooms those with something behind the cursor, which are locked until the transaction ends: of however many
 * servers one looks at a room. Those that another looks at are left out.
 */
export async function takeRoomsBehind(
  statements: Statements,
  roomIds: readonly string[],
): Promise<RoomBehind[]> {
  const rows = await statements.query<
    Pick<RoomBehind, 'roomId' | 'kind' | 'isIdle'> & { from: string; head: string }
  >(
    'notices-behind',
    `SELECT c."roomId", r.kind, c.seq AS "from", r."lastSeq" AS head, NOT (${MAY_CONCERN}) AS "isIdle"
     FROM "NoticeCursor" c JOIN "Room" r ON r.id = c."roomId"
     WHERE c."roomId" = ANY($1::uuid[]) AND r."lastSeq" > c.seq FOR UPDATE OF c SKIP LOCKED`,
    [[...roomIds]],
  );
  return rows.map(({ from, head, ...room }) => ({
    ...room,
    from: safeInteger(from),
    headSeq: safeInteger(head),
  }));
}
