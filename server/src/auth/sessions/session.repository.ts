import { Injectable } from '@nestjs/common';
import type { LoginMethod, LoginSession, SessionKind, UserRef } from '@chatket/contract';
import { newId } from '../../common/index.js';
import { OrdinaryDatabase } from '../../prisma/index.js';
import type { ProviderLogin } from '../second-factor/factor-gate.js';

export interface NewSession {
  userId: string;
  kind: SessionKind;
  method: LoginMethod;
  agent: string;
  network: string;
  /** How long it may be unused, and how long it lives at all. */
  idleSeconds: number;
  maxSeconds: number;
  provider?: ProviderLogin | undefined;
  provenAt?: number | undefined;
  isProvenNow?: boolean | undefined;
}

export interface Rotation {
  sessionId: string;
  /** Of the token that was shown. */
  generation: number;
  agent: string;
  network: string;
  idleSeconds: number;
  graceMs: number;
}

/** A session that was refreshed, or ended because an old token came back. */
export interface Rotated {
  user: UserRef;
  generation: number;
  isReused: boolean;
  /** Of its cookie, and of all of it. */
  idleSecondsLeft: number;
  secondsLeft: number;
}

export type EndReason = 'logout' | 'revoked' | 'others';

/** So many of the newest are listed. */
const LISTED_MAX = 100;
/** For so long a login counts as one that has just been made. */
const FRESH = '15 minutes';
/** One that goes on under another id lives so much longer: other tabs learn of it meanwhile. */
const HANDOVER = '1 minute';

/** Of a row `s`, and the token's generation in `$2`: it is the current one, or the one before within the grace. */
const IS_NEXT = 's.generation <= $2::int';
const IS_GOOD = `(${IS_NEXT} OR (s.generation = $2::int + 1
  AND s."rotatedAt" > now() - $6::float8 * interval '1 millisecond'))`;

/**
 * The logins. Everything is judged by the clock of the database, which is the same for all servers, and decided by single
 * statements: of however many at once one is the first.
 */
@Injectable()
export class SessionRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** @returns undefined where the account is closed */
  async insert(session: NewSession): Promise<string | undefined> {
    const {
      userId,
      kind,
      method,
      agent,
      network,
      idleSeconds,
      maxSeconds,
      provider,
      provenAt,
      isProvenNow = false,
    } = session;
    const id = newId();
    // The lock on the account is waited for: whoever closes it ends all that was begun before.
    const rows = await this.database.query(
      'session-insert',
      `INSERT INTO "Session" (id, "userId", kind, method, agent, network, "idleUntil", "endsAt", "idpSub", "idpSid", "idpAuthAt", "idTokenSealed")
       SELECT $1, u.id, $3, $4, $5, $6, now() + least($7::float8, $8::float8) * interval '1 second',
         now() + $8::float8 * interval '1 second', $9, $10,
         CASE WHEN $13::boolean THEN now() ELSE to_timestamp($11::float8 / 1000) END, $12
       FROM (SELECT id FROM "User" WHERE id = $2 AND "deactivatedAt" IS NULL FOR SHARE) u
       RETURNING id`,
      [
        ...[id, userId, kind, method, agent, network, idleSeconds, maxSeconds],
        ...[
          provider?.sub ?? null,
          provider?.sid ?? null,
          provenAt ?? provider?.authAt ?? null,
          provider?.idToken ?? null,
          isProvenNow,
        ],
      ],
    );
    await this.forgetOld();
    return rows.length > 0 ? id : undefined;
  }

  /** Opens an account that its own person has closed; audited. @returns whether it is one */
  async resume(userId: string): Promise<boolean> {
    const [row] = await this.database.query<{ isResumed: boolean }>(
      'account-resume',
      'SELECT account_resume($1) AS "isResumed"',
      [userId],
    );
    return row?.isResumed === true;
  }

  /**
   * Refreshes a session by its current token. The one before it is answered with the same successor for a moment: two tabs
   * asked at once, or an answer was lost. An older one has been copied, and ends the session. A newer one than is known here
   * comes from before a restore of the database.
   * @returns undefined where there is none that lives
   */
  async rotate(rotation: Rotation): Promise<Rotated | undefined> {
    const { sessionId, generation, agent, network, idleSeconds, graceMs } = rotation;
    const [row] = await this.database.query<Omit<Rotated, 'user'> & { userId: string; username: string }>(
      'session-rotate',
      `UPDATE "Session" s SET
         generation = greatest(s.generation, CASE WHEN ${IS_NEXT} THEN $2::int + 1 ELSE 0 END),
         "rotatedAt" = CASE WHEN ${IS_NEXT} THEN now() ELSE s."rotatedAt" END,
         agent = CASE WHEN ${IS_GOOD} THEN $3 ELSE s.agent END,
         network = CASE WHEN ${IS_GOOD} THEN $4 ELSE s.network END,
         "lastSeenAt" = CASE WHEN ${IS_GOOD} THEN now() ELSE s."lastSeenAt" END,
         "idleUntil" = CASE WHEN ${IS_GOOD}
           THEN least(s."endsAt", now() + $5::float8 * interval '1 second') ELSE s."idleUntil" END,
         "revokedAt" = CASE WHEN ${IS_GOOD} THEN NULL ELSE now() END,
         "revokedWhy" = CASE WHEN ${IS_GOOD} THEN NULL ELSE 'reuse' END
       FROM "User" u
       WHERE s.id = $1 AND u.id = s."userId" AND s.kind = 'browser' AND s."revokedAt" IS NULL
         AND s."idleUntil" > now() AND s."endsAt" > now()
       RETURNING u.id AS "userId", u.username, s.generation, s."revokedAt" IS NOT NULL AS "isReused",
         round(extract(epoch FROM s."idleUntil" - now()))::float8 AS "idleSecondsLeft",
         floor(extract(epoch FROM s."endsAt" - now()))::float8 AS "secondsLeft"`,
      [sessionId, generation, agent, network, idleSeconds, graceMs],
    );
    if (!row) return undefined;
    const { userId, username, ...rest } = row;
    return { ...rest, user: { id: userId, username } };
  }

  /** Those that live, the newest first. Walks Session_living_idx. */
  async list(userId: string): Promise<Omit<LoginSession, 'isThis'>[]> {
    const rows = await this.database.query<
      Omit<LoginSession, 'isThis' | 'createdAt' | 'lastSeenAt'> & { createdAt: Date; lastSeenAt: Date }
    >(
      'session-list',
      `SELECT s.id, s.kind, s.method, s.agent, s.network, s."createdAt", s."lastSeenAt" FROM "Session" s
       WHERE s."userId" = $1 AND s.kind <> 'api' AND s."revokedAt" IS NULL AND s."idleUntil" > now() AND s."endsAt" > now()
       ORDER BY s."lastSeenAt" DESC, s.id DESC LIMIT ${String(LISTED_MAX)}`,
      [userId],
    );
    return rows.map(({ createdAt, lastSeenAt, ...row }) => ({
      ...row,
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
    }));
  }

  /**
   * Whether that one of theirs has just been made. Not by moving an older one into a cookie, nor is a program's token one, nor
   * what a provider has only gone on with while no second factor of ours was proven, nor what another device has handed over:
   * there they have proven just now who they are, and it is known when that was.
   */
  async isFresh(userId: string, id: string): Promise<boolean> {
    const rows = await this.database.query(
      'session-is-fresh',
      `SELECT 1 FROM "Session" WHERE id = $1 AND "userId" = $2 AND "revokedAt" IS NULL AND "createdAt" > now() - interval '${FRESH}'
         AND method NOT IN ('token', 'api') 
         AND (("idpSub" IS NULL AND method <> 'handoff') OR "idpAuthAt" > now() - interval '${FRESH}')`,
      [id, userId],
    );
    return rows.length > 0;
  }

  /** Ends one of theirs. Twice is once. @returns false where they have none of that id */
  async end(userId: string, id: string, why: EndReason): Promise<boolean> {
    const rows = await this.database.query(
      'session-end',
      `UPDATE "Session" SET "revokedAt" = coalesce("revokedAt", now()), "revokedWhy" = coalesce("revokedWhy", $3)
       WHERE id = $1 AND "userId" = $2 RETURNING id`,
      [id, userId, why],
    );
    return rows.length > 0;
  }

  /** Ends a session by what only its browser has. @returns whose it was; undefined where it has ended before */
  async endByCookie(id: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ userId: string }>(
      'session-end-by-cookie',
      `UPDATE "Session" SET "revokedAt" = now(), "revokedWhy" = 'logout'
       WHERE id = $1 AND "revokedAt" IS NULL RETURNING "userId"`,
      [id],
    );
    return row?.userId;
  }

  /** Ends all logins of theirs but one; the tokens of programs stay. @returns the ids of those that were ended */
  async endOthers(userId: string, but: string | null): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      'session-end-others',
      `UPDATE "Session" SET "revokedAt" = now(), "revokedWhy" = 'others'
       WHERE "userId" = $1 AND kind <> 'api' AND "revokedAt" IS NULL AND id IS DISTINCT FROM $2::uuid RETURNING id`,
      [userId, but],
    );
    return rows.map(({ id }) => id);
  }

  /** Tokens of theirs without a session, of before there were any, are over. @returns since when, in ms */
  async endTokensOfBefore(userId: string): Promise<number> {
    const [row] = await this.database.query<{ at: Date }>(
      'session-end-tokens',
      `UPDATE "User" SET "tokensValidFrom" = now() WHERE id = $1 RETURNING "tokensValidFrom" AS at`,
      [userId],
    );
    return row?.at.getTime() ?? 0;
  }

  /** One that goes on under another id ends soon. */
  async handOver(id: string): Promise<void> {
    await this.database.query(
      'session-hand-over',
      `UPDATE "Session" SET "endsAt" = least("endsAt", now() + interval '${HANDOVER}'),
         "idleUntil" = least("idleUntil", now() + interval '${HANDOVER}')
       WHERE id = $1`,
      [id],
    );
  }

  /** They were seen just now. */
  async touch(ids: readonly string[]): Promise<void> {
    await this.database.query(
      'session-touch',
      'UPDATE "Session" SET "lastSeenAt" = now() WHERE id = ANY ($1)',
      [ids],
    );
  }

  /** Rows that decide nothing any more. Walks Session_idleUntil_idx. */
  private async forgetOld(): Promise<void> {
    await this.database.query(
      'session-forget',
      `DELETE FROM "Session" WHERE "idleUntil" < now() - interval '1 day'`,
    );
  }
}
