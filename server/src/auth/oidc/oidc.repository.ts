import { Injectable } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { isoTime, OrdinaryDatabase, type Statements } from '../../prisma/index.js';
import { FACTOR_CHALLENGE } from '../second-factor/factor-gate.js';

/** Somebody as a provider knows them. */
export interface Identity {
  issuer: string;
  sub: string;
  label: string;
}

export interface KeptIdentity {
  label: string;
  createdAt: string;
  usedAt: string | null;
}

/** By which the provider has come to know an account. */
export type LinkedBy = 'settings' | 'address' | 'new';

/** Which other ways to log in there are on this server. */
export interface OtherWays {
  hasCodes: boolean;
  hasPasswords: boolean;
  hasPasskeys: boolean;
}

/** What a provider says has ended there: a session, or all of somebody's. */
export interface EndedThere {
  /** Of the message that says so: it counts once. */
  id: string;
  lifeSeconds: number;
  sub: string | undefined;
  sid: string | undefined;
}

const SPENT = 'oidc-logout';

/** Which accounts a provider knows. */
@Injectable()
export class OidcRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  async find({ issuer, sub }: Pick<Identity, 'issuer' | 'sub'>): Promise<UserRef | undefined> {
    const [row] = await this.database.query<UserRef>(
      'oidc-find',
      `SELECT u.id, u.username FROM "OidcIdentity" i JOIN "User" u ON u.id = i."userId" WHERE i.issuer = $1 AND i.sub = $2`,
      [issuer, sub],
    );
    return row;
  }

  /** Looks up OidcIdentity_userId_issuer_key. */
  async ofUser(userId: string, issuer: string): Promise<KeptIdentity | undefined> {
    const [row] = await this.database.query<KeptIdentity>(
      'oidc-of-user',
      `SELECT i.label, ${isoTime('i."createdAt"')} AS "createdAt",
         CASE WHEN i."usedAt" IS NOT NULL THEN ${isoTime('i."usedAt"')} END AS "usedAt"
       FROM "OidcIdentity" i WHERE i."userId" = $1 AND i.issuer = $2`,
      [userId, issuer],
    );
    return row;
  }

  /** @returns 'taken' where it is known as another account's, or the account as somebody else's; 'known' where it is so already */
  link(userId: string, identity: Identity, by: LinkedBy): Promise<'linked' | 'known' | 'taken'> {
    return this.database.transaction(async (statements) => {
      if (await this.add(statements, userId, identity, by)) return 'linked';
      const [row] = await statements.query(
        'oidc-is-linked',
        'SELECT 1 FROM "OidcIdentity" WHERE issuer = $1 AND sub = $2 AND "userId" = $3',
        [identity.issuer, identity.sub, userId],
      );
      return row ? 'known' : 'taken';
    });
  }

  /** Audited. @returns false where the account or the identity has another already: of two at once one gets it */
  async add(statements: Statements, userId: string, identity: Identity, by: LinkedBy): Promise<boolean> {
    const { issuer, sub, label } = identity;
    const rows = await statements.query(
      'oidc-add',
      `INSERT INTO "OidcIdentity" (issuer, sub, "userId", label) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [issuer, sub, userId, label],
    );
    if (rows.length > 0) await note(statements, userId, 'identity.linked', { issuer, by });
    return rows.length > 0;
  }

  transaction<Result>(work: (statements: Statements) => Promise<Result>): Promise<Result> {
    return this.database.transaction(work);
  }

  /** Whether an account is not closed, which it stays while the transaction lasts. */
  async isOpen(statements: Statements, userId: string): Promise<boolean> {
    const rows = await statements.query(
      'oidc-is-open',
      'SELECT 1 FROM "User" WHERE id = $1 AND "deactivatedAt" IS NULL FOR SHARE',
      [userId],
    );
    return rows.length > 0;
  }

  /** The person's row is locked, so two at once do not take the last ways in. */
  unlink(userId: string, issuer: string, ways: OtherWays): Promise<'removed' | 'nothing' | 'last'> {
    return this.database.transaction(async (statements) => {
      await statements.query('oidc-lock', 'SELECT FROM "User" WHERE id = $1 FOR NO KEY UPDATE', [userId]);
      const [row] = await statements.query<{ isThere: boolean; hasOther: boolean }>(
        'oidc-other-way',
        `SELECT EXISTS (SELECT FROM "OidcIdentity" WHERE "userId" = $1 AND issuer = $2) AS "isThere",
           ($3 AND EXISTS (SELECT FROM "Password" WHERE "userId" = $1))
             OR ($4 AND EXISTS (SELECT FROM "Passkey" WHERE "userId" = $1)) AS "hasOther"`,
        [userId, issuer, ways.hasPasswords, ways.hasPasskeys],
      );
      if (row?.isThere !== true) return 'nothing';
      if (!ways.hasCodes && !row.hasOther) return 'last';
      await statements.query(
        'oidc-remove',
        'DELETE FROM "OidcIdentity" WHERE "userId" = $1 AND issuer = $2',
        [userId, issuer],
      );
      await note(statements, userId, 'identity.unlinked', { issuer });
      return 'removed';
    });
  }

  /** It has logged somebody in. */
  async use({ issuer, sub, label }: Identity): Promise<void> {
    await this.database.query(
      'oidc-use',
      'UPDATE "OidcIdentity" SET label = $3, "usedAt" = now() WHERE issuer = $1 AND sub = $2',
      [issuer, sub, label],
    );
  }

  /** @returns 'last_owner' for whoever stays one though no group says so */
  async giveRole(
    { issuer, sub }: Pick<Identity, 'issuer' | 'sub'>,
    role: number,
  ): Promise<'changed' | 'unchanged' | 'last_owner' | 'no_identity'> {
    const [row] = await this.database.query<{
      outcome: 'changed' | 'unchanged' | 'last_owner' | 'no_identity';
    }>('oidc-role-give', 'SELECT outcome FROM oidc_role_give($1, $2, $3)', [issuer, sub, role]);
    return row?.outcome ?? 'no_identity';
  }

  /** The token by which logins that have ended here are ended at the provider too, sealed. */
  async idTokenOf(sessionIds: readonly string[]): Promise<Buffer | undefined> {
    const [row] = await this.database.query<{ sealed: string }>(
      'oidc-id-token',
      `SELECT "idTokenSealed" AS sealed FROM "Session" WHERE id = ANY ($1::uuid[]) AND "idTokenSealed" IS NOT NULL LIMIT 1`,
      [sessionIds],
    );
    return row && Buffer.from(row.sealed, 'base64');
  }

  /**
   * Ends the logins that began with what has ended at the provider, those too that wait for a second factor. The same message counts once: it is noted, or nothing is
   * done. Walks Session_idpSub_idx or Session_idpSid_idx.
   * @returns undefined for a message that has been told before
   */
  async end({
    id,
    lifeSeconds,
    sub,
    sid,
  }: EndedThere): Promise<{ userId: string; sessionIds: string[] }[] | undefined> {
    const [row] = await this.database.query<{
      isNew: boolean;
      ended: { userId: string; sessionIds: string[] }[];
    }>(
      'oidc-end',
      `WITH spent AS (
         INSERT INTO "Challenge" (id, kind, data, "expiresAt")
         VALUES ($1, '${SPENT}', '{}', now() + $2::float8 * interval '1 second') ON CONFLICT DO NOTHING RETURNING 1
       ), ended AS (
         UPDATE "Session" s SET "revokedAt" = now(), "revokedWhy" = 'provider'
         WHERE EXISTS (SELECT FROM spent) AND s."revokedAt" IS NULL
           AND ($3::text IS NULL OR s."idpSub" = $3) AND ($4::text IS NULL OR s."idpSid" = $4)
           AND (s."idpSub" IS NOT NULL OR s."idpSid" IS NOT NULL)
         RETURNING s."userId", s.id
       ), waiting AS (
         DELETE FROM "Challenge" c
         WHERE EXISTS (SELECT FROM spent) AND c.kind = '${FACTOR_CHALLENGE}' AND c.data ? 'provider'
           AND ($3::text IS NULL OR c.data #>> '{provider,sub}' = $3)
           AND ($4::text IS NULL OR c.data #>> '{provider,sid}' = $4)
       )
       SELECT EXISTS (SELECT FROM spent) AS "isNew", coalesce((
         SELECT jsonb_agg(jsonb_build_object('userId', e."userId", 'sessionIds', e.ids))
         FROM (SELECT "userId", jsonb_agg(id) AS ids FROM ended GROUP BY "userId") e), '[]') AS ended`,
      [id, lifeSeconds, sub ?? null, sid ?? null],
    );
    return row?.isNew === true ? row.ended : undefined;
  }
}

async function note(statements: Statements, userId: string, action: string, after: object): Promise<void> {
  await statements.query(
    'oidc-audit',
    `SELECT audit_add($1::uuid, $2, NULL, $1::uuid, NULL, NULL, NULL, $3::jsonb)`,
    [userId, action, JSON.stringify(after)],
  );
}
