import { Injectable } from '@nestjs/common';
import { OrdinaryDatabase } from '../prisma/index.js';

/** A row that is gone: its bytes go too, unless others share them. */
export interface SweptFile {
  id: string;
  key: string | null;
}

const AT_ONCE = 500;

/** Which files are nobody's any more. */
@Injectable()
export class SweepRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** Forgets what was sent nowhere, and waits in no draft of its owner's. Walks Attachment_unsent_idx and Draft_pkey. */
  unsent(olderThanMs: number): Promise<SweptFile[]> {
    return this.database.query<SweptFile>(
      'files-sweep-unsent',
      `DELETE FROM "Attachment" WHERE id IN (SELECT a.id FROM "Attachment" a WHERE a."messageId" IS NULL
         AND a."createdAt" < now() - $1::float8 * interval '1 millisecond'
         AND NOT EXISTS (SELECT 1 FROM "Draft" d WHERE d."userId" = a."ownerId" AND a.id = ANY (d.attachments)) LIMIT ${String(AT_ONCE)} FOR UPDATE SKIP LOCKED)
       RETURNING id, key`,
      [olderThanMs],
    );
  }

  /** Forgets what went with its message; not of one that is hidden, as it may be shown again. Walks Attachment_removed_idx. */
  removed(olderThanMs: number): Promise<SweptFile[]> {
    return this.database.query<SweptFile>(
      'files-sweep-removed',
      `DELETE FROM "Attachment" WHERE id IN (SELECT a.id FROM "Attachment" a
         WHERE a."removedAt" < now() - $1::float8 * interval '1 millisecond'
           AND NOT EXISTS (SELECT 1 FROM "HiddenMessage" h WHERE h."messageId" = a."messageId")
         LIMIT ${String(AT_ONCE)} FOR UPDATE SKIP LOCKED)
       RETURNING id, key`,
      [olderThanMs],
    );
  }

  /**
   * Those of the keys that no file has, itself or as a copy of its picture, nor a person or a room as theirs, no export and
   * no page. Walks Attachment_key_idx, Profile_picture_key, Room_picture_key, LinkPreview_picture_idx and
   * LinkPage_picture_idx.
   */
  async keysOfNone(keys: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ key: string }>(
      'files-sweep-keys',
      `SELECT k.key FROM unnest($1::text[]) AS k (key)
       WHERE NOT EXISTS (
         SELECT 1 FROM "Attachment" a WHERE a.key = regexp_replace(k.key, '[.](small|large)$', ''))
         AND NOT EXISTS (SELECT 1 FROM "Profile" p WHERE p.picture = k.key)
         AND NOT EXISTS (SELECT 1 FROM "Room" r WHERE r.picture = k.key)
         AND NOT EXISTS (SELECT 1 FROM "PersonalExport" e WHERE e.key = k.key)
         AND NOT EXISTS (SELECT 1 FROM "LinkPreview" v WHERE v.picture = k.key)
         AND NOT EXISTS (SELECT 1 FROM "LinkPage" p WHERE p.picture = k.key)`,
      [keys],
    );
    return rows.map(({ key }) => key);
  }

  /** Those of the uploads that are not under way. */
  async uploadsOfNone(ids: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      'files-sweep-uploads',
      `SELECT k.id FROM unnest($1::text[]) AS k (id)
       WHERE NOT EXISTS (SELECT 1 FROM "Attachment" a WHERE a.id::text = k.id AND a.key IS NULL)`,
      [ids],
    );
    return rows.map(({ id }) => id);
  }
}
