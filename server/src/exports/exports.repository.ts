import { Injectable } from '@nestjs/common';
import { EXPORT_LIMITS, type ExportLanguage } from '@chatket/contract';
import { isQueued } from '../jobs/index.js';
import { OrdinaryDatabase, safeInteger, type Statements } from '../prisma/index.js';
import { KEY_SQL } from './export-job.js';

/** An export, from when it is asked for until it goes. */
export interface ExportRow {
  id: string;
  userId: string;
  username: string;
  language: ExportLanguage;
  askedAt: Date;
  key: string | null;
  size: number | null;
  readyAt: Date | null;
  toldAt: Date | null;
  expiresAt: Date | null;
  failed: string | null;
  /** Whether another one may be asked for now. */
  isReplaceable: boolean;
  /** It can be downloaded no longer. */
  isOver: boolean;
}

type Selected = Omit<ExportRow, 'size'> & { size: string | null };

const AGAIN = `interval '${String(EXPORT_LIMITS.againHours)} hours'`;
/** SQL: whether the export `e` keeps nobody from another one. */
const IS_REPLACEABLE = `(e.failed IS NOT NULL OR (e."readyAt" IS NOT NULL AND e."askedAt" < now() - ${AGAIN}))`;
/** SQL: whether it is not there long after its turn came; until then it may wait as long as it has to. */
const IS_LATE = `(e."readyAt" IS NULL AND e."begunAt" < now() - interval '1 day')`;
const COLUMNS = `e.id, e."userId", u.username, e.language, e."askedAt", e.key, e.size, e."readyAt", e."toldAt", e."expiresAt",
  e.failed, ${IS_REPLACEABLE} AS "isReplaceable", coalesce(e."expiresAt" <= now(), false) AS "isOver"`;

/** Which exports there are. Their times are the database's. */
@Injectable()
export class ExportsRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  transaction<Result>(work: (statements: Statements) => Promise<Result>): Promise<Result> {
    return this.database.transaction(work);
  }

  /** Asks for one in place of an older one; of two at once the first holds. @returns whether it is asked for */
  async ask(
    statements: Statements,
    asked: { id: string; userId: string; language: ExportLanguage },
  ): Promise<boolean> {
    await statements.query(
      'export-replace',
      `DELETE FROM "PersonalExport" e WHERE e."userId" = $1 AND ${IS_REPLACEABLE}`,
      [asked.userId],
    );
    const added = await statements.query(
      'export-add',
      `INSERT INTO "PersonalExport" (id, "userId", language) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1`,
      [asked.id, asked.userId, asked.language],
    );
    return added.length > 0;
  }

  /** The one of a person. */
  async find(userId: string): Promise<ExportRow | undefined> {
    const [row] = await this.database.query<Selected>(
      'export-find',
      `SELECT ${COLUMNS} FROM "PersonalExport" e JOIN "User" u ON u.id = e."userId" WHERE e."userId" = $1`,
      [userId],
    );
    return row && { ...row, size: row.size === null ? null : safeInteger(row.size) };
  }

  /** Its bytes are written under that key from now on; those of a try before are no more. @returns whether it is wanted */
  async begin(id: string, key: string): Promise<boolean> {
    const rows = await this.database.query(
      'export-begin',
      `UPDATE "PersonalExport" e SET key = $2, "begunAt" = coalesce(e."begunAt", now())
       WHERE e.id = $1 AND e."readyAt" IS NULL AND e.failed IS NULL RETURNING 1`,
      [id, key],
    );
    return rows.length > 0;
  }

  /** @returns false when it is not wanted any more, or others write it */
  async finish(id: string, key: string, size: number): Promise<boolean> {
    const rows = await this.database.query(
      'export-finish',
      `UPDATE "PersonalExport" e SET "readyAt" = now(), size = $3,
         "expiresAt" = now() + interval '${String(EXPORT_LIMITS.keptDays)} days'
       WHERE e.id = $1 AND e.key = $2 AND e."readyAt" IS NULL AND e.failed IS NULL RETURNING 1`,
      [id, key, size],
    );
    return rows.length > 0;
  }

  /** It is not tried again. */
  async fail(id: string, code: string): Promise<void> {
    await this.database.query(
      'export-fail',
      `UPDATE "PersonalExport" e SET failed = $2, key = NULL WHERE e.id = $1 AND e."readyAt" IS NULL`,
      [id, code],
    );
  }

  async told(id: string): Promise<void> {
    await this.database.query('export-told', 'UPDATE "PersonalExport" SET "toldAt" = now() WHERE id = $1', [
      id,
    ]);
  }

  /** Its person knows that it is there. */
  async seen(userId: string): Promise<void> {
    await this.database.query(
      'export-seen',
      `UPDATE "PersonalExport" e SET "seenAt" = now()
       WHERE e."userId" = $1 AND e."readyAt" IS NOT NULL AND e."seenAt" IS NULL`,
      [userId],
    );
  }

  /** Those that are not done, or not told of, and late or not known to the queue; the oldest first. */
  unfinished(limit: number): Promise<{ id: string; userId: string; isLate: boolean }[]> {
    return this.database.query(
      'exports-unfinished',
      `SELECT e.id, e."userId", ${IS_LATE} IS TRUE AS "isLate" FROM "PersonalExport" e
       WHERE e.failed IS NULL AND (e."readyAt" IS NULL OR e."toldAt" IS NULL) AND (${IS_LATE} IS TRUE OR NOT ${isQueued(KEY_SQL)})
       ORDER BY e."askedAt" LIMIT $1`,
      [limit],
    );
  }

  /** Takes away what can be downloaded no longer; a trigger keeps their keys. */
  async forgetOld(): Promise<void> {
    await this.database.query(
      'exports-forget',
      `DELETE FROM "PersonalExport" e WHERE e."expiresAt" < now()
         OR (e.failed IS NOT NULL AND e."askedAt" < now() - interval '${String(EXPORT_LIMITS.keptDays)} days')`,
    );
  }

  async goneKeys(limit: number): Promise<string[]> {
    const rows = await this.database.query<{ key: string }>(
      'exports-gone',
      'SELECT key FROM "GoneExport" ORDER BY key LIMIT $1',
      [limit],
    );
    return rows.map(({ key }) => key);
  }

  async removed(key: string): Promise<void> {
    await this.database.query('export-removed', 'DELETE FROM "GoneExport" WHERE key = $1', [key]);
  }
}
