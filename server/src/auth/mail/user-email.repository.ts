import { Injectable } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { OrdinaryDatabase, type Statements } from '../../prisma/index.js';
import type { MailLanguage } from './mail-texts.js';

export interface OwnAddress {
  key: string;
  /** Of mails that nobody has asked for. */
  language: MailLanguage;
}

/** A login that its person has not been told of, and where to. */
export interface NewLogin extends OwnAddress {
  username: string;
  agent: string;
  network: string;
  at: Date;
}

/** How it is told whether a login is one from somewhere new. */
export type ComparedBy = 'by its device' | 'by its client';

/** The addresses of accounts. */
@Injectable()
export class UserEmailRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  async addressOf(userId: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ address: string }>(
      'user-email-of',
      'SELECT address FROM "UserEmail" WHERE "userId" = $1',
      [userId],
    );
    return row?.address;
  }

  async addressOfName(username: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ address: string }>(
      'user-email-of-name',
      'SELECT e.address FROM "User" u JOIN "UserEmail" e ON e."userId" = u.id WHERE u.username = $1',
      [username],
    );
    return row?.address;
  }

  async userOf(key: string): Promise<UserRef | undefined> {
    const [row] = await this.database.query<UserRef>(
      'user-email-user',
      `SELECT u.id::text, u.username FROM "UserEmail" e JOIN "User" u ON u.id = e."userId" WHERE e.key = $1`,
      [key],
    );
    return row;
  }

  /** Of an account that is made in the same transaction. False when another account has it. */
  async add(statements: Statements, userId: string, { key, language }: OwnAddress): Promise<boolean> {
    const rows = await statements.query(
      'user-email-add',
      `INSERT INTO "UserEmail" ("userId", address, key, language) VALUES ($1, $2, $2, $3)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [userId, key, language],
    );
    return rows.length > 0;
  }

  /** Makes it the account's address. False when another account has it: of two at once, one gets it. */
  set(userId: string, { key, language }: OwnAddress): Promise<boolean> {
    return this.database.transaction(async (statements) => {
      // Whoever wants the same address waits here.
      await statements.query(
        'user-email-lock',
        'SELECT 1 FROM pg_advisory_xact_lock(hashtextextended($1::text, 23))',
        [key],
      );
      const rows = await statements.query(
        'user-email-set',
        `INSERT INTO "UserEmail" ("userId", address, key, language)
         SELECT $1::uuid, $2::varchar, $2::varchar, $3::varchar
         WHERE NOT EXISTS (SELECT 1 FROM "UserEmail" WHERE key = $2::varchar AND "userId" <> $1::uuid)
         ON CONFLICT ("userId") DO UPDATE SET address = excluded.address, key = excluded.key,
           language = excluded.language, "verifiedAt" = now()
         RETURNING 1`,
        [userId, key, language],
      );
      return rows.length === 1;
    });
  }

  /**
   * A login of an account that has an address, from somewhere new: by its client, one that no other login that is remembered
   * has been made with. The first login of all is no news.
   */
  async newLogin(sessionId: string, compared: ComparedBy): Promise<NewLogin | undefined> {
    const [row] = await this.database.query<NewLogin>(
      'user-email-new-login',
      `SELECT e.key, e.language, u.username, s.agent, s.network, s."createdAt" AS at
       FROM "Session" s JOIN "User" u ON u.id = s."userId" JOIN "UserEmail" e ON e."userId" = u.id
       WHERE s.id = $1 AND s."createdAt" > e."verifiedAt"
         AND (EXISTS (SELECT 1 FROM "Session" o WHERE o."userId" = u.id AND o.id < s.id)
           OR ($2 AND u."createdAt" < s."createdAt" - interval '1 day'))
         AND ($2 OR NOT EXISTS
           (SELECT 1 FROM "Session" o WHERE o."userId" = u.id AND o.id < s.id AND o.agent = s.agent))`,
      [sessionId, compared === 'by its device'],
    );
    return row;
  }

  /** Whom to write to about an account; undefined where it has no address. */
  async ownerOf(userId: string): Promise<(OwnAddress & { username: string }) | undefined> {
    const [row] = await this.database.query<OwnAddress & { username: string }>(
      'user-email-owner',
      `SELECT e.key, e.language, u.username FROM "UserEmail" e JOIN "User" u ON u.id = e."userId" WHERE u.id = $1`,
      [userId],
    );
    return row;
  }

  /** @returns the one that it was */
  async remove(userId: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ key: string }>(
      'user-email-remove',
      'DELETE FROM "UserEmail" WHERE "userId" = $1 RETURNING key',
      [userId],
    );
    return row?.key;
  }
}
