import { Injectable } from '@nestjs/common';
import type { PageFacts } from '../media/index.js';
import { OrdinaryDatabase, type Statements } from '../prisma/index.js';

/** What a page has said, and the key and the bytes of its picture in the store. */
export type KnownPage = PageFacts & { key?: string; size?: number };

export interface PageLife {
  /** Of what was found. */
  keptMs: number;
  /** Of a page that said nothing, or was not there. */
  silentMs: number;
}

/** What pages have said, by the hash of their address. Found by LinkPage_pkey. */
@Injectable()
export class PagesRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  transaction<Result>(work: (statements: Statements) => Promise<Result>): Promise<Result> {
    return this.database.transaction(work);
  }

  /**
   * Of all who ask for a page at once, on whichever server, one asks it. @param forMs undefined where nobody is free to: nothing
   * is written then. @returns 'known': what it says is there; 'mine': ask it;
   * 'taken': somebody does, or will
   */
  async claim(hash: string, forMs: number | undefined): Promise<'known' | 'mine' | 'taken'> {
    const [row] = await this.database.query<{ outcome: 'known' | 'mine' | 'taken' }>(
      'link-page-claim',
      `WITH mine AS (
         INSERT INTO "LinkPage" AS p (hash, "claimedUntil") 
           SELECT $1, now() + $2::float8 * interval '1 millisecond' WHERE $2::float8 IS NOT NULL
         ON CONFLICT (hash) DO UPDATE SET "claimedUntil" = excluded."claimedUntil"
           WHERE p."claimedUntil" <= now() AND coalesce(p."expiresAt" <= now(), true)
         RETURNING 1)
       SELECT CASE WHEN EXISTS (SELECT 1 FROM mine) THEN 'mine'
         WHEN EXISTS (SELECT 1 FROM "LinkPage" p WHERE p.hash = $1 AND p."expiresAt" > now()) THEN 'known'
         ELSE 'taken' END AS outcome`,
      [hash, forMs ?? null],
    );
    if (!row) throw new Error('a claim has one outcome');
    return row.outcome;
  }

  /** It is not asked after all. */
  async release(hash: string): Promise<void> {
    await this.database.query(
      'link-page-release',
      'UPDATE "LinkPage" SET "claimedUntil" = now() WHERE hash = $1',
      [hash],
    );
  }

  /** @param page undefined where it said nothing */
  async keep(hash: string, page: KnownPage | undefined, { keptMs, silentMs }: PageLife): Promise<void> {
    await this.database.query(
      'link-page-keep',
      `UPDATE "LinkPage" SET "claimedUntil" = now(), "expiresAt" = now() + $2::float8 * interval '1 millisecond',
         title = $3, description = $4, "siteName" = $5, picture = $6, size = $7, width = $8, height = $9, thumbhash = $10
       WHERE hash = $1`,
      [
        hash,
        page ? keptMs : silentMs,
        page?.title ?? null,
        page?.description ?? null,
        page?.siteName ?? null,
        page?.key ?? null,
        page?.size ?? null,
        page?.picture?.width ?? null,
        page?.picture?.height ?? null,
        page?.picture?.thumbhash ?? null,
      ],
    );
  }

  /**
   * Forgets pages whose time is over, previews that went with their link or message, and what previews said that were taken
   * away; not of messages that are hidden, which may be shown again. Their pictures are nobody's from then on.
   */
  async sweep(keptMs: number): Promise<void> {
    const before = `now() - $1::float8 * interval '1 millisecond'`;
    await this.database.query(
      'link-pages-sweep',
      `DELETE FROM "LinkPage" WHERE coalesce("expiresAt", "claimedUntil") < ${before}`,
      [keptMs],
    );
    await this.database.query(
      'link-previews-sweep',
      `DELETE FROM "LinkPreview" v WHERE v."goneAt" < ${before}
         AND NOT EXISTS (SELECT 1 FROM "HiddenMessage" h WHERE h."messageId" = v."messageId")`,
      [keptMs],
    );
    await this.database.query(
      'link-previews-blank',
      `UPDATE "LinkPreview" v SET title = '', description = NULL, "siteName" = NULL, picture = NULL, thumbhash = NULL
       WHERE v."removedAt" < ${before} AND v.title <> ''`,
      [keptMs],
    );
  }
}
