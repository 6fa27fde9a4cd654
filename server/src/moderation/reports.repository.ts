import { Injectable } from '@nestjs/common';
import { ACTIONS, type Report, type ReportOutcome, type UserRef } from '@chatket/contract';
import { messageRecord, recordToMessage, SENDER } from '../chat/message/index.js';
import { OrdinaryDatabase, userRefOf } from '../prisma/index.js';
import { visible } from '../rooms/access/index.js';

/** What became of handling a report; the names of the SQL function `report_handle`. */
export type HandleOutcome =
  | { kind: 'changed'; reporterIds: string[]; messageId: string }
  | { kind: 'unchanged' | 'forbidden' | 'no_report' };

/** Which reports of a room somebody wants to see. */
export interface ReportQuery {
  isOpen: boolean;
  /** Id of the last one of the page before. */
  after?: string | undefined;
  limit: number;
}

interface ReportRow {
  id: string;
  roomId: string;
  record: string;
  reporter: UserRef;
  reason: Report['reason'];
  note: string | null;
  createdAt: Date;
  outcome: ReportOutcome | null;
  handledBy: UserRef | null;
  handledAt: Date | null;
}

/** What is reported. */
@Injectable()
export class ReportsRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** False when that person has reported that message before. */
  async add(
    id: string,
    { roomId, messageId }: { roomId: string; messageId: string },
    reporterId: string,
    { reason, note }: Pick<Report, 'reason' | 'note'>,
  ): Promise<boolean> {
    const rows = await this.database.query(
      'report-add',
      `INSERT INTO "Report" (id, "roomId", "messageId", "reporterId", reason, note) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT DO NOTHING RETURNING id`,
      [id, roomId, messageId, reporterId, reason, note ?? null],
    );
    return rows.length > 0;
  }

  /**
   * The oldest first, a page behind an id. Walks Report_roomId_createdAt_idx.
   * @param fromSeq nothing up to it is the moderator's to read: neither such a message nor a quote of one is told
   */
  async list(
    { roomId, fromSeq }: { roomId: string; fromSeq: number },
    { isOpen, after, limit }: ReportQuery,
  ): Promise<Report[]> {
    const rows = await this.database.query<ReportRow>(
      'reports-of-room',
      `SELECT k.id, k."roomId", ${messageRecord({ fromSeq: '$5::bigint' })} AS record, ${userRefOf('k."reporterId"')} AS reporter, k.reason, k.note,
         k."createdAt", k.outcome, ${userRefOf('k."handledById"')} AS "handledBy", k."handledAt"
       FROM "Report" k JOIN "Message" m ON m.id = k."messageId" ${SENDER}
       WHERE k."roomId" = $1 AND (k.outcome IS NULL) = $2
         AND ${visible('m.seq', '$5::bigint')}
         AND ($3::uuid IS NULL OR (k."createdAt", k.id) > (SELECT a."createdAt", a.id FROM "Report" a WHERE a.id = $3))
       ORDER BY k."createdAt", k.id LIMIT $4`,
      [roomId, isOpen, after ?? null, limit, fromSeq],
    );
    return rows.map(toReport);
  }

  async openCount(roomId: string): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      'reports-open',
      `SELECT count(DISTINCT "messageId")::int AS count FROM "Report" WHERE "roomId" = $1 AND outcome IS NULL`,
      [roomId],
    );
    return row?.count ?? 0;
  }

  /** @param outcome undefined: it is open again */
  async handle(
    { roomId, reportId }: { roomId: string; reportId: string },
    actorId: string,
    outcome: ReportOutcome | undefined,
  ): Promise<HandleOutcome> {
    const [row] = await this.database.query<{
      outcome: HandleOutcome['kind'];
      reporters: string[];
      message: string;
    }>('report-handle', 'SELECT outcome, reporters, message FROM report_handle($1, $2, $3, $4, $5)', [
      roomId,
      reportId,
      actorId,
      outcome ?? null,
      ACTIONS.moderate.role,
    ]);
    if (!row) throw new Error('a change has one outcome');
    return row.outcome === 'changed'
      ? { kind: row.outcome, reporterIds: row.reporters, messageId: row.message }
      : { kind: row.outcome };
  }

  /** Those who keep order in the room. Walks RoomMembership_pkey. */
  async moderatorIds(roomId: string): Promise<string[]> {
    const rows = await this.database.query<{ userId: string }>(
      'moderators-of-room',
      `SELECT "userId" FROM "RoomMembership" WHERE "roomId" = $1 AND role >= $2`,
      [roomId, ACTIONS.moderate.role],
    );
    return rows.map(({ userId }) => userId);
  }
}

function toReport(row: ReportRow): Report {
  return {
    id: row.id,
    roomId: row.roomId,
    message: recordToMessage(row.record),
    reporter: row.reporter,
    reason: row.reason,
    createdAt: row.createdAt.toISOString(),
    ...(row.note !== null && { note: row.note }),
    ...(row.outcome !== null && { outcome: row.outcome }),
    ...(row.handledBy && { handledBy: row.handledBy }),
    ...(row.handledAt && { handledAt: row.handledAt.toISOString() }),
  };
}
