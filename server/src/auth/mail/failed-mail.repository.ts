import { Injectable } from '@nestjs/common';
import { type FailedMail, type MailKind, SERVER_ROLES } from '@chatket/contract';
import { isoTime, OrdinaryDatabase } from '../../prisma/index.js';

const SHOWN_MAX = 20;

export interface Failure {
  id: string;
  kind: MailKind;
  reason: string;
  isOver: boolean;
}

/** Mails that could not be sent, for those who run the server. Nothing of a mail is in it, nor to whom it goes. */
@Injectable()
export class FailedMailRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  async note({ id, kind, reason, isOver }: Failure): Promise<void> {
    await this.database.query(
      'failed-mail-note',
      `WITH old AS (DELETE FROM "FailedMail" WHERE at < now() - interval '7 days' AND id <> $1::uuid)
       INSERT INTO "FailedMail" (id, kind, reason, "isOver") VALUES ($1::uuid, $2, $3, $4)
       ON CONFLICT (id) DO UPDATE SET reason = excluded.reason, "isOver" = excluded."isOver",
         tries = "FailedMail".tries + 1, at = now()`,
      [id, kind, reason, isOver],
    );
  }

  /** It has been sent after all. */
  async forget(id: string): Promise<void> {
    await this.database.query('failed-mail-forget', 'DELETE FROM "FailedMail" WHERE id = $1', [id]);
  }

  /** Whoever it was for has no use for it any more. */
  async giveUp(id: string): Promise<void> {
    await this.database.query('failed-mail-over', 'UPDATE "FailedMail" SET "isOver" = true WHERE id = $1', [
      id,
    ]);
  }

  /** The last one first; none for whoever does not run the server. */
  list(actorId: string): Promise<FailedMail[]> {
    return this.database.query<FailedMail>(
      'failed-mails',
      `SELECT m.kind, m.reason, m.tries, m."isOver", ${isoTime('m.at')} AS at
       FROM "FailedMail" m JOIN "User" a ON a.id = $1::uuid AND a."serverRole" >= $2 AND a."deactivatedAt" IS NULL
       ORDER BY m.at DESC LIMIT ${String(SHOWN_MAX)}`,
      [actorId, SERVER_ROLES.admin],
    );
  }
}
