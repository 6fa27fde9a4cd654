import { Injectable } from '@nestjs/common';
import { OrdinaryDatabase } from '../prisma/index.js';

export interface KeywordsRow {
  userId: string;
  keys: string[];
  changedAt: Date;
}

/** Words that people want to be told of. */
@Injectable()
export class KeywordsRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** As they were written. */
  async find(userId: string): Promise<string[]> {
    const [row] = await this.database.query<{ words: string[] }>(
      'keywords-find',
      'SELECT k.words FROM "Keywords" k WHERE k."userId" = $1',
      [userId],
    );
    return row?.words ?? [];
  }

  async replace(userId: string, words: readonly string[], keys: readonly string[]): Promise<void> {
    await this.database.query(
      'keywords-replace',
      `INSERT INTO "Keywords" ("userId", words, keys, "changedAt") VALUES ($1, $2, $3, clock_timestamp())
       ON CONFLICT ("userId") DO UPDATE SET words = excluded.words, keys = excluded.keys, "changedAt" = excluded."changedAt"`,
      [userId, [...words], [...keys]],
    );
  }

  /** A little overlaps: what is written at the same time is not committed in its order. Walks Keywords_changedAt_idx. */
  changedSince(time: Date): Promise<KeywordsRow[]> {
    return this.database.query<KeywordsRow>(
      'keywords-changed',
      `SELECT k."userId", k.keys, k."changedAt" FROM "Keywords" k
       WHERE k."changedAt" > $1::timestamptz - interval '10 seconds' ORDER BY k."changedAt"`,
      [time],
    );
  }
}
