import { Injectable } from '@nestjs/common';
import { LIMITS, type SaveBody, type SavedMessage } from '@chatket/contract';
import { messageRecord, recordToMessage, SENDER } from '../chat/message/index.js';
import { isoTime, OrdinaryDatabase, rowOf } from '../prisma/index.js';
import { memberWhoMay, readsFrom, visible } from '../rooms/access/index.js';

/** Which part of what somebody has saved. */
export interface SavedQuery {
  /** The last one of the page before. */
  after?: string | undefined;
  limit: number;
}

interface SavedRow {
  messageId: string;
  savedAt: string;
  note: string | null;
  isDone: boolean;
  remindAt: string | null;
  remindedAt: string | null;
  record: string | null;
}

/** A saved message as it is now, for whoever may read it now; nothing of one that was deleted. */
const WITH_MESSAGE = `LEFT JOIN LATERAL (
    SELECT ${messageRecord({ id: '$1', fromSeq: readsFrom('k', 'o') })} AS record
    FROM (SELECT * FROM "Message" x WHERE x.id = s."messageId" LIMIT 1) m ${SENDER}
    CROSS JOIN LATERAL ${memberWhoMay('read', 'm."roomId"', '$1')} k
    CROSS JOIN LATERAL ${rowOf('Room', 'm."roomId"')} o
    WHERE m."deletedAt" IS NULL AND ${visible('m.seq', readsFrom('k', 'o'))}
  ) r ON true`;
const COLUMNS = `s."messageId", ${isoTime('s."savedAt"')} AS "savedAt", s.note, s."isDone",
  ${isoTime('s."remindAt"')} AS "remindAt", ${isoTime('s."remindedAt"')} AS "remindedAt", r.record`;

/** What people have saved. */
@Injectable()
export class SavedRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** The newest first. Walks Saved_userId_savedAt_messageId_idx, and looks each message up by its id. */
  async list(userId: string, { after, limit }: SavedQuery): Promise<SavedMessage[]> {
    const rows = await this.database.query<SavedRow>(
      'saved-page',
      `SELECT ${COLUMNS} FROM (
         SELECT * FROM "Saved" e WHERE e."userId" = $1::uuid AND ($2::uuid IS NULL OR (e."savedAt", e."messageId") < (
           SELECT a."savedAt", a."messageId" FROM "Saved" a WHERE a."userId" = $1 AND a."messageId" = $2))
         ORDER BY e."savedAt" DESC, e."messageId" DESC LIMIT $3
       ) s ${WITH_MESSAGE} ORDER BY s."savedAt" DESC, s."messageId" DESC`,
      [userId, after ?? null, limit],
    );
    return rows.map(toSaved);
  }

  /** The ids of all of them: what is marked as saved wherever it is shown. */
  async ids(userId: string): Promise<string[]> {
    const rows = await this.database.query<{ messageId: string }>(
      'saved-ids',
      'SELECT "messageId" FROM "Saved" WHERE "userId" = $1',
      [userId],
    );
    return rows.map(({ messageId }) => messageId);
  }

  /** @returns undefined when it is not saved */
  async find(userId: string, messageId: string): Promise<SavedMessage | undefined> {
    const [row] = await this.database.query<SavedRow>(
      'saved-one',
      `SELECT ${COLUMNS} FROM (SELECT * FROM "Saved" e WHERE e."userId" = $1::uuid AND e."messageId" = $2) s ${WITH_MESSAGE}`,
      [userId, messageId],
    );
    return row && toSaved(row);
  }

  /** Twice is once. @returns false when there are too many already: the SQL function `saved_add` counts */
  async add(userId: string, messageId: string): Promise<boolean> {
    const [row] = await this.database.query<{ isSaved: boolean }>(
      'saved-add',
      'SELECT saved_add($1, $2, $3) AS "isSaved"',
      [userId, messageId, LIMITS.savedMax],
    );
    return row?.isSaved ?? false;
  }

  /** @returns whether it is saved */
  async change(userId: string, messageId: string, { note, isDone }: SaveBody): Promise<boolean> {
    const rows = await this.database.query(
      'saved-change',
      `UPDATE "Saved" s SET note = CASE WHEN $3 THEN $4 ELSE s.note END, "isDone" = coalesce($5, s."isDone")
       WHERE s."userId" = $1 AND s."messageId" = $2 RETURNING 1`,
      [userId, messageId, note !== undefined, note ?? null, isDone ?? null],
    );
    return rows.length > 0;
  }

  /** @returns whether it was saved */
  async remove(userId: string, messageId: string): Promise<boolean> {
    const rows = await this.database.query(
      'saved-remove',
      'DELETE FROM "Saved" WHERE "userId" = $1 AND "messageId" = $2 RETURNING 1',
      [userId, messageId],
    );
    return rows.length > 0;
  }
}

function toSaved({ messageId, savedAt, note, isDone, remindAt, remindedAt, record }: SavedRow): SavedMessage {
  return {
    messageId,
    savedAt,
    ...(note !== null && { note }),
    ...(isDone && { isDone }),
    ...(remindAt !== null && { remindAt }),
    ...(remindedAt !== null && { remindedAt }),
    ...(record !== null && { message: recordToMessage(record) }),
  };
}
