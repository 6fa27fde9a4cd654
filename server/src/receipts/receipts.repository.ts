import { Injectable } from '@nestjs/common';
import { LIMITS, type ReadReceipt } from '@chatket/contract';
import { OrdinaryDatabase, rowOf, safeInteger } from '../prisma/index.js';
import { may } from '../rooms/access/index.js';

/** A pair of people of whom one has blocked the other. */
type Blocked = readonly [blockerId: string, blockedId: string];

interface ReadRow {
  userId: string;
  username: string;
  seq: string;
}

/**
 * SQL: the people of a room of few, with their positions. Of those who have read nothing since they came there is none:
 * they began at the head of that time, which they need not have seen.
 */
const OPEN_PEOPLE = `SELECT m."userId", u.username, m."lastReadSeq" AS seq FROM "RoomMembership" m
  CROSS JOIN LATERAL ${rowOf('Room', 'm."roomId"')} r
  CROSS JOIN LATERAL ${rowOf('User', 'm."userId"')} u
  WHERE m."roomId" = $1 AND r."memberCount" <= ${String(LIMITS.receiptPeopleMax)} AND NOT u."hidesReads" AND ${may('read', 'm')}`;
const SINCE_THEY_CAME = `(SELECT x."createdAt" FROM "Message" x
  WHERE x."roomId" = $1 AND x.seq <= m."lastReadSeq" ORDER BY x.seq DESC LIMIT 1) >= m."joinedAt"`;

/** Who has read how far, as others may know it. */
@Injectable()
export class ReceiptsRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** Of everybody in the room. Walks RoomMembership_pkey, at most fifty rows of it that count. */
  async all(roomId: string): Promise<ReadReceipt[]> {
    const rows = await this.database.query<ReadRow>(
      'receipts-of-room',
      `${OPEN_PEOPLE} AND NOT u."isInvisible" AND ${SINCE_THEY_CAME} LIMIT ${String(LIMITS.receiptPeopleMax)}`,
      [roomId],
    );
    return rows.map(toReceipt);
  }

  /** Of these people. Each is looked up by key. */
  async of(roomId: string, userIds: readonly string[]): Promise<ReadReceipt[]> {
    const rows = await this.database.query<ReadRow>(
      'receipts-of-people',
      `${OPEN_PEOPLE} AND NOT u."isInvisible" AND m."userId" = ANY($2::uuid[]) AND ${SINCE_THEY_CAME}`,
      [roomId, userIds],
    );
    return rows.map(toReceipt);
  }

  /** Which of these people are members now, and show how far they have read: only they are told. */
  async whoShow(roomId: string, userIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.query<{ userId: string }>(
      'receipts-who-show',
      `${OPEN_PEOPLE} AND m."userId" = ANY($2::uuid[])`,
      [roomId, userIds],
    );
    return new Set(rows.map(({ userId }) => userId));
  }

  /** Among these people. Walks PersonBlock_pkey. */
  async blocks(userIds: readonly string[]): Promise<Blocked[]> {
    const rows = await this.database.query<{ blockerId: string; blockedId: string }>(
      'receipts-blocks',
      'SELECT b."blockerId", b."blockedId" FROM "PersonBlock" b WHERE b."blockerId" = ANY($1::uuid[]) AND b."blockedId" = ANY($1)',
      [userIds],
    );
    return rows.map(({ blockerId, blockedId }) => [blockerId, blockedId]);
  }
}

function toReceipt({ userId, username, seq }: ReadRow): ReadReceipt {
  return { user: { id: userId, username }, seq: safeInteger(seq) };
}
