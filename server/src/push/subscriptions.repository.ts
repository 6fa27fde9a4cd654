import { Injectable } from '@nestjs/common';
import { LIMITS, type PushSubscriptionBody } from '@chatket/contract';
import { newId } from '../common/index.js';
import { OrdinaryDatabase } from '../prisma/index.js';
import { hashOf } from './endpoint.js';

/** A device as a push to it needs it. */
export interface PushDevice extends PushSubscriptionBody {
  id: string;
  userId: string;
  origin: string;
}

/** A device, and the login that wants it; without one, for a token of before there were any. */
export interface NewDevice extends PushSubscriptionBody {
  origin: string;
  sessionId: string | undefined;
}

/** So many refusals in a row, and a device is given up. */
const REFUSALS_MAX = 10;

/** The devices to which messages are pushed. */
@Injectable()
export class SubscriptionsRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** A device belongs to whoever said so last. Of too many the oldest goes. */
  async put(
    userId: string,
    { endpoint, p256dh, auth, language, origin, sessionId }: NewDevice,
  ): Promise<void> {
    await this.database.query(
      'push-put',
      `INSERT INTO "PushSubscription" AS s (id, "userId", "endpointHash", endpoint, p256dh, auth, language, origin, "sessionId")
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT ("endpointHash") DO UPDATE SET "userId" = excluded."userId", p256dh = excluded.p256dh,
         auth = excluded.auth, language = excluded.language, origin = excluded.origin,
         "sessionId" = excluded."sessionId",
         failures = CASE WHEN s."userId" = excluded."userId" AND s.p256dh = excluded.p256dh THEN s.failures ELSE 0 END`,
      [newId(), userId, hashOf(endpoint), endpoint, p256dh, auth, language, origin, sessionId ?? null],
    );
    await this.database.query(
      'push-put-bound',
      `DELETE FROM "PushSubscription" s USING (
         SELECT x.id FROM "PushSubscription" x WHERE x."userId" = $1 ORDER BY x."createdAt" DESC, x.id DESC OFFSET $2
       ) old WHERE s.id = old.id`,
      [userId, LIMITS.pushDevicesMax],
    );
  }

  /** Twice is once. */
  async remove(userId: string, endpoint: string): Promise<void> {
    await this.database.query(
      'push-remove',
      'DELETE FROM "PushSubscription" WHERE "endpointHash" = $1 AND "userId" = $2',
      [hashOf(endpoint), userId],
    );
  }

  of(userId: string): Promise<PushDevice[]> {
    return this.database.query<PushDevice>(
      'push-devices',
      `SELECT s.id, s."userId", s.endpoint, s.p256dh, s.auth, s.language, s.origin FROM "PushSubscription" s
       WHERE s."userId" = $1 ORDER BY s."createdAt"`,
      [userId],
    );
  }

  async noteSent(id: string, now: Date): Promise<void> {
    await this.database.query(
      'push-note-sent',
      'UPDATE "PushSubscription" SET "lastOkAt" = $2::timestamptz, failures = 0, "lastStatus" = NULL WHERE id = $1',
      [id, now.toISOString()],
    );
  }

  /** Its push service knows it no longer. */
  async noteGone(id: string): Promise<void> {
    await this.database.query('push-note-gone', 'DELETE FROM "PushSubscription" WHERE id = $1', [id]);
  }

  /** One that takes nothing ten times in a row is given up. @param status undefined where nobody has answered */
  async noteRefused(id: string, status: number | undefined): Promise<void> {
    await this.database.query(
      'push-note-refused',
      'UPDATE "PushSubscription" SET failures = failures + 1, "lastStatus" = $2 WHERE id = $1',
      [id, status ?? null],
    );
    await this.database.query(
      'push-give-up',
      'DELETE FROM "PushSubscription" WHERE id = $1 AND failures >= $2',
      [id, REFUSALS_MAX],
    );
  }
}
