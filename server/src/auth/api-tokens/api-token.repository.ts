import { Injectable } from '@nestjs/common';
import { type ApiToken, TOKEN_LIMITS } from '@chatket/contract';
import { newId } from '../../common/index.js';
import { isoTime, OrdinaryDatabase } from '../../prisma/index.js';

/** For a session that ends when it is taken back. */
const ENDLESS_DAYS = 36_500;

export interface NewToken {
  userId: string;
  name: string;
  isWriting: boolean;
  /** In hex, as everywhere here. */
  hash: string;
  /** Undefined: until it is taken back. */
  days: number | undefined;
}

/** What a token stands for. Times in seconds since the epoch. */
export interface TokenOwner {
  userId: string;
  sessionId: string;
  isWriting: boolean;
  issuedAt: number;
  endsAt: number;
}

interface Row {
  id: string;
  name: string;
  isWriting: boolean;
  createdAt: string;
  lastSeenAt: string | null;
  endsAt: string | null;
}

const COLUMNS = `s.id, t.name, t."isWriting", ${isoTime('s."createdAt"')} AS "createdAt",
  CASE WHEN s."lastSeenAt" > s."createdAt" THEN ${isoTime('s."lastSeenAt"')} END AS "lastSeenAt",
  CASE WHEN NOT t."isEndless" THEN ${isoTime('s."endsAt"')} END AS "endsAt"`;

/** The tokens of programs: sessions with a name and a secret of their own. */
@Injectable()
export class ApiTokenRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /**
   * The person's row is locked, and that of whose bot it is: many at once do not come past the limit, and whoever closes
   * the account ends what was made before. A token is seen for the first time when it is used: its session begins unseen.
   */
  insert({ userId, name, isWriting, hash, days }: NewToken): Promise<ApiToken | 'limit' | 'closed'> {
    return this.database.transaction(async (statements) => {
      const accounts = await statements.query<{ isClosed: boolean }>(
        'api-token-lock',
        `SELECT u."deactivatedAt" IS NOT NULL AS "isClosed" FROM "User" u
         WHERE u.id IN ($1, (SELECT b."ownerId" FROM "Bot" b WHERE b."userId" = $1)) ORDER BY u.id FOR NO KEY UPDATE`,
        [userId],
      );
      if (accounts.some(({ isClosed }) => isClosed)) return 'closed';
      const [row] = await statements.query<Row>(
        'api-token-insert',
        `WITH s AS (
           INSERT INTO "Session" (id, "userId", kind, method, "lastSeenAt", "createdAt", "idleUntil", "endsAt")
           SELECT $1, $2, 'api', 'api', now(), now(), now() + $3::int * interval '1 day', now() + $3::int * interval '1 day'
           WHERE (SELECT count(*) FROM "Session" x JOIN "ApiToken" y ON y.id = x.id
             WHERE x."userId" = $2 AND x."revokedAt" IS NULL AND x."endsAt" > now()) < $4::int
           RETURNING *
         ), t AS (
           INSERT INTO "ApiToken" (id, name, hash, "isWriting", "isEndless")
           SELECT s.id, $5, decode($6, 'hex'), $7, $8 FROM s RETURNING *
         )
         SELECT ${COLUMNS} FROM s JOIN t ON t.id = s.id`,
        [
          ...[newId(), userId, days ?? ENDLESS_DAYS, TOKEN_LIMITS.tokensMax],
          ...[name, hash, isWriting, days === undefined],
        ],
      );
      return row ? toToken(row) : 'limit';
    });
  }

  /** Those that count, the newest first. Walks Session_living_idx. */
  async list(userId: string): Promise<ApiToken[]> {
    const rows = await this.database.query<Row>(
      'api-token-list',
      `SELECT ${COLUMNS} FROM "Session" s JOIN "ApiToken" t ON t.id = s.id
       WHERE s."userId" = $1 AND s."revokedAt" IS NULL AND s."endsAt" > now() ORDER BY s.id DESC`,
      [userId],
    );
    return rows.map(toToken);
  }

  /** Whom it stands for, whether or not it still counts. Found by ApiToken_hash_key. */
  async find(hash: string): Promise<TokenOwner | undefined> {
    const [row] = await this.database.query<TokenOwner>(
      'api-token-find',
      `SELECT s."userId", s.id AS "sessionId", t."isWriting", floor(extract(epoch FROM s."createdAt"))::float8 AS "issuedAt",
         floor(extract(epoch FROM s."endsAt"))::float8 AS "endsAt"
       FROM "ApiToken" t JOIN "Session" s ON s.id = t.id WHERE t.hash = decode($1, 'hex')`,
      [hash],
    );
    return row;
  }
}

function toToken({ id, name, isWriting, createdAt, lastSeenAt, endsAt }: Row): ApiToken {
  return {
    ...{ id, name, scope: isWriting ? 'write' : 'read', createdAt },
    ...(lastSeenAt !== null && { lastSeenAt }),
    ...(endsAt !== null && { endsAt }),
  };
}
