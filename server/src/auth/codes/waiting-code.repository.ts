import { Injectable } from '@nestjs/common';
import { SERVER_ROLES, type WaitingCode } from '@chatket/contract';
import { isoTime, OrdinaryDatabase } from '../../prisma/index.js';
import { MAX_TRIES_PER_CODE } from './login-code.repository.js';

/** Somebody who runs the server, and the names that the configuration gives its owners. */
export interface CodeReader {
  id: string;
  ownerNames: readonly string[];
}

export interface KeptCode {
  sealed: Buffer;
  codeHash: string;
}

const WAITING_MAX = 100;

/** What the actor ($1) may hand over: the codes of people who are less on the server, and of new names. */
const WAITING = `FROM "LoginCode" c JOIN "User" a ON a.id = $1::uuid AND a."serverRole" >= $2 AND a."deactivatedAt" IS NULL
       LEFT JOIN "User" u ON u.username = c.username
       WHERE c.sealed IS NOT NULL AND c."consumedAt" IS NULL AND c."expiresAt" > now()
         AND c.tries < ${String(MAX_TRIES_PER_CODE)} AND coalesce(u."serverRole", 0) < a."serverRole"
         AND (a."serverRole" >= $3 OR NOT c.username = ANY ($4::text[]))`;

/** Codes that are kept themselves, for those who hand them over. Found by LoginCode_expiresAt_idx. */
@Injectable()
export class WaitingCodeRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** Keeps the code itself, for those who hand it over. */
  async keep(username: string, sealed: Buffer): Promise<void> {
    await this.database.query(
      'login-code-keep',
      `UPDATE "LoginCode" SET sealed = decode($2, 'hex') WHERE username = $1`,
      [username, sealed.toString('hex')],
    );
  }

  /** Those that can still be handed over by somebody, the last one first. */
  list(actor: CodeReader): Promise<WaitingCode[]> {
    return this.database.query<WaitingCode>(
      'login-codes-waiting',
      `SELECT c.username, u.id IS NOT NULL AS "isKnown", ${isoTime('c."expiresAt"')} AS until
       ${WAITING} ORDER BY c."expiresAt" DESC LIMIT ${String(WAITING_MAX)}`,
      [actor.id, SERVER_ROLES.admin, SERVER_ROLES.owner, actor.ownerNames],
    );
  }

  /** One of them, noted in the same transaction as shown by the actor. */
  show(actor: CodeReader, username: string): Promise<KeptCode | undefined> {
    return this.database.transaction(async (statements) => {
      const [row] = await statements.query<KeptCode & { userId: string | null }>(
        'login-code-show',
        `SELECT c.sealed, c."codeHash", u.id AS "userId" ${WAITING} AND c.username = $5`,
        [actor.id, SERVER_ROLES.admin, SERVER_ROLES.owner, actor.ownerNames, username],
      );
      if (!row) return undefined;
      await statements.query(
        'login-code-audit',
        `SELECT audit_add($1::uuid, 'code.shown', NULL, $2::uuid, NULL, NULL, NULL, jsonb_build_object('username', $3::text))`,
        [actor.id, row.userId, username],
      );
      return row;
    });
  }
}
