import { Injectable } from '@nestjs/common';
import { LIMITS, type Passkey, type UserRef } from '@chatket/contract';
import { newId } from '../../common/index.js';
import { isoTime, OrdinaryDatabase, type Statements } from '../../prisma/index.js';

export interface NewPasskey {
  /** Base64url, as WebAuthn writes it. */
  credentialId: string;
  publicKey: Uint8Array;
  counter: number;
  transports: string[];
  name: string;
  isSynced: boolean;
  isBackedUp: boolean;
}

/** A passkey that somebody shows, and whose it is. */
export interface KeptPasskey {
  id: string;
  user: UserRef;
  publicKey: Buffer;
  counter: number;
  isSynced: boolean;
}

export interface ShownState {
  counter: number;
  isBackedUp: boolean;
}

const COLUMNS = `p.id, p.name, p."isSynced", ${isoTime('p."createdAt"')} AS "createdAt",
  CASE WHEN p."usedAt" IS NOT NULL THEN ${isoTime('p."usedAt"')} END AS "usedAt"`;

@Injectable()
export class PasskeyRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** Those of somebody, the newest first. Walks Passkey_userId_idx. */
  async list(userId: string): Promise<Passkey[]> {
    return this.database.query<Passkey>(
      'passkey-list',
      `SELECT ${COLUMNS} FROM "Passkey" p WHERE p."userId" = $1 ORDER BY p.id DESC`,
      [userId],
    );
  }

  /** How their authenticators call them: these make no second one. */
  async credentialIds(userId: string): Promise<string[]> {
    const rows = await this.database.query<{ credentialId: Buffer }>(
      'passkey-credentials',
      'SELECT "credentialId" FROM "Passkey" WHERE "userId" = $1',
      [userId],
    );
    return rows.map(({ credentialId }) => credentialId.toString('base64url'));
  }

  /** The person's row is locked: many at once do not come past the limit. */
  async add(userId: string, passkey: NewPasskey): Promise<Passkey | 'limit' | 'taken'> {
    const { credentialId, publicKey, counter, transports, name, isSynced, isBackedUp } = passkey;
    return this.database.transaction(async (statements) => {
      const count = await countUnderLock(statements, userId);
      if (count >= LIMITS.passkeysMax) return 'limit';
      const [row] = await statements.query<Passkey>(
        'passkey-add',
        `WITH p AS (
           INSERT INTO "Passkey" (id, "userId", "credentialId", "publicKey", counter, transports, name, "isSynced", "isBackedUp")
           VALUES ($1, $2, decode($3, 'hex'), decode($4, 'hex'), $5, $6::text[], $7, $8, $9)
           ON CONFLICT ("credentialId") DO NOTHING RETURNING *
         ) SELECT ${COLUMNS} FROM p`,
        [
          ...[newId(), userId, hexOf(credentialId), Buffer.from(publicKey).toString('hex'), counter],
          ...[transports, name, isSynced, isBackedUp],
        ],
      );
      if (row) await note(statements, userId, 'passkey.added', name);
      return row ?? 'taken';
    });
  }

  /** By how its authenticator calls it. Found by Passkey_credentialId_key. */
  async find(credentialId: string): Promise<KeptPasskey | undefined> {
    const [row] = await this.database.query<Omit<KeptPasskey, 'user'> & { userId: string; username: string }>(
      'passkey-find',
      `SELECT p.id, p."userId", u.username, p."publicKey", p.counter::float8 AS counter, p."isSynced"
       FROM "Passkey" p JOIN "User" u ON u.id = p."userId" WHERE p."credentialId" = decode($1, 'hex')`,
      [hexOf(credentialId)],
    );
    if (!row) return undefined;
    const { userId, username, ...passkey } = row;
    return { ...passkey, user: { id: userId, username } };
  }

  /**
   * It has logged somebody in. A counter only goes up, or stays 0 for those that do not count: a copy of a key falls behind.
   * @returns false for one that did, also when another login was quicker, and for one that was removed meanwhile
   */
  async use(id: string, { counter, isBackedUp }: ShownState): Promise<boolean> {
    const rows = await this.database.query(
      'passkey-use',
      `UPDATE "Passkey" SET counter = $2::bigint, "isBackedUp" = $3, "usedAt" = now()
       WHERE id = $1 AND (counter < $2::bigint OR (counter = 0 AND $2::bigint = 0)) RETURNING 1`,
      [id, counter, isBackedUp],
    );
    return rows.length > 0;
  }

  /**
   * The person's row is locked, so two at once do not remove both of the last ones.
   * @param hasCodes people log in with codes here: there is always another way then; hasOidc: by single sign-on
   */
  async remove(
    userId: string,
    id: string,
    { hasCodes, hasOidc }: { hasCodes: boolean; hasOidc: boolean },
  ): Promise<'removed' | 'nothing' | 'last'> {
    return this.database.transaction(async (statements) => {
      const count = await countUnderLock(statements, userId);
      const [other] = await statements.query<{ hasOther: boolean }>(
        'passkey-other-way',
        `SELECT EXISTS (SELECT FROM "Password" WHERE "userId" = $1)
           OR ($2 AND EXISTS (SELECT FROM "OidcIdentity" WHERE "userId" = $1)) AS "hasOther"`,
        [userId, hasOidc],
      );
      const hasOtherWay = hasCodes || other?.hasOther === true || count > 1;
      const [row] = await statements.query<{ name: string }>(
        'passkey-remove',
        'DELETE FROM "Passkey" WHERE id = $1 AND "userId" = $2 AND $3 RETURNING name',
        [id, userId, hasOtherWay],
      );
      if (row) {
        await note(statements, userId, 'passkey.removed', row.name);
        return 'removed';
      }
      return hasOtherWay || count === 0 ? 'nothing' : 'last';
    });
  }
}

async function countUnderLock(statements: Statements, userId: string): Promise<number> {
  await statements.query('passkey-lock', 'SELECT FROM "User" WHERE id = $1 FOR NO KEY UPDATE', [userId]);
  const [row] = await statements.query<{ count: number }>(
    'passkey-count',
    'SELECT count(*)::int AS count FROM "Passkey" WHERE "userId" = $1',
    [userId],
  );
  return row?.count ?? 0;
}

async function note(statements: Statements, userId: string, action: string, name: string): Promise<void> {
  await statements.query(
    'passkey-audit',
    `SELECT audit_add($1::uuid, $2, NULL, $1::uuid, NULL, NULL, NULL, jsonb_build_object('name', $3::text))`,
    [userId, action, name],
  );
}

function hexOf(base64url: string): string {
  return Buffer.from(base64url, 'base64url').toString('hex');
}
