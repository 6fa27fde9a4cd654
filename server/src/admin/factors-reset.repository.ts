import { Injectable } from '@nestjs/common';
import { type FactorsReset, SERVER_ROLES } from '@chatket/contract';
import { OrdinaryDatabase, type Statements } from '../prisma/index.js';

export interface ResetOutcome extends FactorsReset {
  outcome: 'changed' | 'unchanged' | 'forbidden' | 'no_user';
  /** The logins that ended with it, and since when tokens without a login count. */
  sessionIds: string[];
  validFrom: Date | null;
}

/** Which other ways into an account the server knows. */
export interface OtherWays {
  hasCodes: boolean;
  hasPasswords: boolean;
  hasOidc: boolean;
}

const NOTHING = { hadFactor: false, passkeys: 0, passkeysKept: 0, sessionIds: [], validFrom: null };

/** What somebody proves beside a login, or in place of one, taken from their account by those who run the server. */
@Injectable()
export class FactorsResetRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /**
   * The person's row is locked, as when a passkey is added or removed. Audited in the same transaction; where there is nothing
   * to take, nothing else is done either.
   */
  reset(userId: string, actorId: string, ways: OtherWays): Promise<ResetOutcome> {
    return this.database.transaction(async (statements) => {
      const may = await mayTo(statements, actorId, userId);
      if (may !== 'allowed') return { ...NOTHING, outcome: may };
      await statements.query('factors-reset-lock', 'SELECT FROM "User" WHERE id = $1 FOR UPDATE', [userId]);
      const hadFactor = await removeFactor(statements, userId);
      const { passkeys, passkeysKept } = await removePasskeys(statements, userId, ways);
      if (!hadFactor && passkeys === 0) return { ...NOTHING, passkeysKept, outcome: 'unchanged' };
      const ended = await endLogins(statements, userId);
      await statements.query(
        'factors-reset-audit',
        `SELECT audit_add($1::uuid, 'server.factorsReset', NULL, $2::uuid, NULL, NULL,
           jsonb_build_object('hadFactor', $3::boolean, 'passkeys', $4::int), NULL)`,
        [actorId, userId, hadFactor, passkeys],
      );
      return { outcome: 'changed', hadFactor, passkeys, passkeysKept, ...ended };
    });
  }
}

async function mayTo(statements: Statements, actorId: string, userId: string) {
  const [row] = await statements.query<{ may: 'allowed' | 'forbidden' | 'no_user' }>(
    'factors-reset-may',
    'SELECT server_may_to($1, $2, $3) AS may',
    [actorId, userId, SERVER_ROLES.admin],
  );
  if (!row) throw new Error('a question has one answer');
  return row.may;
}

/** Looks up Totp_pkey and RecoveryCode_pkey. @returns whether it was asked for */
async function removeFactor(statements: Statements, userId: string): Promise<boolean> {
  await statements.query('factors-reset-recovery', 'DELETE FROM "RecoveryCode" WHERE "userId" = $1', [
    userId,
  ]);
  const [row] = await statements.query<{ wasOn: boolean }>(
    'factors-reset-totp',
    'DELETE FROM "Totp" WHERE "userId" = $1 RETURNING "confirmedAt" IS NOT NULL AS "wasOn"',
    [userId],
  );
  return row?.wasOn === true;
}

/** All of them, if there is another way into the account. */
async function removePasskeys(
  statements: Statements,
  userId: string,
  { hasCodes, hasPasswords, hasOidc }: OtherWays,
): Promise<{ passkeys: number; passkeysKept: number }> {
  const [row] = await statements.query<{ passkeys: number; passkeysKept: number }>(
    'factors-reset-passkeys',
    `WITH gone AS (
       DELETE FROM "Passkey" WHERE "userId" = $1 AND ($2::boolean
         OR ($3::boolean AND EXISTS (SELECT FROM "Password" WHERE "userId" = $1))
         OR ($4::boolean AND EXISTS (SELECT FROM "OidcIdentity" WHERE "userId" = $1))) RETURNING 1
     ) SELECT gone.n AS passkeys, before.n - gone.n AS "passkeysKept"
       FROM (SELECT count(*)::int AS n FROM gone) gone,
         (SELECT count(*)::int AS n FROM "Passkey" WHERE "userId" = $1) before`,
    [userId, hasCodes, hasPasswords, hasOidc],
  );
  return row ?? { passkeys: 0, passkeysKept: 0 };
}

/** Whoever has the lost device is out. Walks Session_living_idx; tokens of programs go on, they ask for no factor. */
async function endLogins(
  statements: Statements,
  userId: string,
): Promise<{ sessionIds: string[]; validFrom: Date | null }> {
  const [row] = await statements.query<{ sessionIds: string[]; validFrom: Date }>(
    'factors-reset-logins',
    `WITH ended AS (
       UPDATE "Session" s SET "revokedAt" = now(), "revokedWhy" = 'server'
       WHERE s."userId" = $1 AND s.kind <> 'api' AND s."revokedAt" IS NULL RETURNING s.id
     ), valid AS (
       UPDATE "User" SET "tokensValidFrom" = clock_timestamp() WHERE id = $1 RETURNING "tokensValidFrom" AS at
     ) SELECT coalesce((SELECT array_agg(id) FROM ended), '{}') AS "sessionIds", valid.at AS "validFrom" FROM valid`,
    [userId],
  );
  return row ?? { sessionIds: [], validFrom: null };
}
