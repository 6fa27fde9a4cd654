import { Injectable } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { Database, rowOf } from '../../prisma/index.js';

/** Whom a token names, and by which session. */
export interface Claimed {
  userId: string;
  /** Missing in tokens of before there were sessions. */
  sessionId: string | undefined;
}

/** What the database says of it. */
export interface Known {
  user: UserRef;
  /** Whether its session may still be used. True without one. */
  isLive: boolean;
  /** Tokens without a session that were issued before do not count, in ms. */
  tokensValidFrom: number;
  /** The time of the database, in ms. */
  now: number;
  /** Nobody has noted for a while that the session is used. */
  isUnnoted: boolean;
}

interface Row {
  id: string;
  username: string;
  isLive: boolean;
  tokensValidFrom: number | null;
  now: number;
  isUnnoted: boolean;
  n: string;
}

/** How exactly it is told when a session was last used. */
const NOTED = '5 minutes';

@Injectable()
export class IdentityRepository {
  constructor(private readonly database: Database) {}

  /**
   * Who is there, and whether their sessions live: one statement for many, with two lookups on primary keys for each. It is
   * asked at every handshake, so it takes the short way to the database.
   */
  async find(claimed: readonly Claimed[]): Promise<(Known | undefined)[]> {
    const rows = await this.database.query<Row>(
      'identities',
      `SELECT w.n, u.id, u.username, date_part('epoch', u."tokensValidFrom") * 1000 AS "tokensValidFrom",
         date_part('epoch', now()) * 1000 AS now,
         w.session_id IS NULL OR (s."userId" = u.id AND s."revokedAt" IS NULL AND s."endsAt" > now()) IS TRUE AS "isLive",
         (s."lastSeenAt" < now() - interval '${NOTED}') IS TRUE AS "isUnnoted"
       FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS w(user_id, session_id, n)
       CROSS JOIN LATERAL ${rowOf('User', 'w.user_id')} u
       LEFT JOIN LATERAL (SELECT * FROM "Session" x WHERE x.id = w.session_id LIMIT 1) s ON true`,
      [claimed.map(({ userId }) => userId), claimed.map(({ sessionId }) => sessionId ?? null)],
    );
    const found: (Known | undefined)[] = claimed.map(() => undefined);
    for (const { n, id, username, tokensValidFrom, now, ...rest } of rows)
      found[Number(n) - 1] = {
        ...rest,
        user: { id, username },
        tokensValidFrom: tokensValidFrom ?? 0,
        now,
      };
    return found;
  }
}
