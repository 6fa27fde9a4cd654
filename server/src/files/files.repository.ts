import { Injectable } from '@nestjs/common';
import type { Attachment, FileMeasures } from '@chatket/contract';
import { OrdinaryDatabase, rowOf, safeInteger } from '../prisma/index.js';
import { memberWhoMay, readsFrom, visible } from '../rooms/access/index.js';

export interface NewUpload {
  id: string;
  ownerId: string;
  roomId: string;
  name: string;
  size: number;
}

/** What became of beginning; the names of the SQL function `upload_begin`. */
export type BeginOutcome = 'begun' | 'quota' | 'limit' | 'taken';
/** Beginning, and whether there was something under the id before. */
export interface Begun {
  outcome: BeginOutcome;
  isNew: boolean;
}
/** What became of completing; the names of the SQL function `upload_complete`. */
export type CompleteOutcome = 'complete' | 'not_needed' | 'quota';

/** An upload of somebody's that was sent nowhere yet. */
export interface Upload {
  id: string;
  roomId: string;
  size: number;
  name: string;
  /** When all of it is there. */
  file: Attachment | undefined;
}

/** A file that somebody may read now. */
export interface ReadableFile {
  key: string;
  name: string;
  type: string;
  size: number;
  /** Of a picture that there are copies of. */
  hasCopies: boolean;
}

/** What an upload has become. */
export interface CompleteFile extends FileMeasures {
  key: string;
  type: string;
  /** Where its bytes are others than were uploaded. */
  storedSize?: number;
  /** Of all that is kept of it, copies too, where that is more than the file. */
  keptSize?: number;
  thumbhash?: string;
  isAnimated?: boolean;
  /** No scanner has looked at it yet. */
  isUnchecked?: boolean;
}

interface Row {
  id: string;
  roomId: string;
  name: string;
  size: string;
  storedSize: string | null;
  key: string | null;
  type: string | null;
  width: number | null;
  height: number | null;
  durationMs: number | null;
  thumbhash: string | null;
  isAnimated: boolean;
  alt: string | null;
  waveform: string | null;
  isUnchecked: boolean;
}

const COLUMNS = `a.id, a."roomId", a.name, a.size, a."storedSize", a.key, a.type, a.width, a.height, a."durationMs",
  a.thumbhash, a."isAnimated", a.alt, a.waveform, a."uncheckedAt" IS NOT NULL AS "isUnchecked"`;
/** What is somebody's own, and in no message. */
const OWN_UNSENT = `a.id = $1 AND a."ownerId" = $2 AND a."messageId" IS NULL AND NOT a."isCopy"`;

/** What is known of files. */
@Injectable()
export class FilesRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** Reserves the bytes. The guarantees are those of the SQL function `upload_begin`. */
  async begin(upload: NewUpload, { quota, unsent }: { quota: number; unsent: number }): Promise<Begun> {
    const { id, ownerId, roomId, name, size } = upload;
    // What a statement changes it does not see by itself.
    const [row] = await this.database.query<Begun>(
      'upload-begin',
      `SELECT upload_begin($1, $2, $3, $4, $5, $6, $7) AS outcome,
         NOT EXISTS (SELECT FROM "Attachment" a WHERE a.id = $1) AS "isNew"`,
      [id, ownerId, roomId, name, size, quota, unsent],
    );
    if (!row) throw new Error('to begin has one outcome');
    return row;
  }

  async findUpload(id: string, ownerId: string): Promise<Upload | undefined> {
    const [row] = await this.database.query<Row>(
      'upload-find',
      `SELECT ${COLUMNS} FROM "Attachment" a WHERE ${OWN_UNSENT}`,
      [id, ownerId],
    );
    return row && toUpload(row);
  }

  /** Those of somebody's that are complete and sent nowhere. Found by Attachment_pkey. */
  async findComplete(ids: readonly string[], ownerId: string): Promise<Attachment[]> {
    const rows = await this.database.query<Row>(
      'uploads-complete-of',
      `SELECT ${COLUMNS} FROM unnest($1::uuid[]) AS w (id)
       CROSS JOIN LATERAL (SELECT * FROM "Attachment" x WHERE x.id = w.id LIMIT 1) a
       WHERE a."ownerId" = $2 AND a."messageId" IS NULL AND NOT a."isCopy" AND a.key IS NOT NULL`,
      [[...ids], ownerId],
    );
    return rows.flatMap((row) => toUpload(row).file ?? []);
  }

  /** Says what a file shows that is sent nowhere yet. */
  async describe(id: string, ownerId: string, alt: string): Promise<void> {
    await this.database.query('upload-describe', `UPDATE "Attachment" a SET alt = $3 WHERE ${OWN_UNSENT}`, [
      id,
      ownerId,
      alt,
    ]);
  }

  /** The guarantees are those of the SQL function `upload_complete`. */
  async complete(id: string, file: CompleteFile, quota: number): Promise<CompleteOutcome> {
    const { key, type, width, height, durationMs, storedSize, keptSize, thumbhash, alt, waveform } = file;
    const [row] = await this.database.query<{ outcome: CompleteOutcome }>(
      'upload-complete',
      'SELECT upload_complete($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) AS outcome',
      [
        id,
        key,
        type,
        width ?? null,
        height ?? null,
        durationMs ?? null,
        storedSize ?? null,
        keptSize ?? null,
        thumbhash ?? null,
        file.isAnimated ?? false,
        alt ?? null,
        waveform ?? null,
        file.isUnchecked ?? false,
        quota,
      ],
    );
    if (!row) throw new Error('to complete has one outcome');
    return row.outcome;
  }

  /** Forgets an upload of which a scanner warns. The audit log says so. */
  async refuse(id: string, threat: string): Promise<void> {
    await this.database.query('upload-refuse', 'SELECT file_refused($1, $2)', [id, threat]);
  }

  /** @returns the key of its bytes, null where it was not complete; undefined when there is none */
  async removeUpload(id: string, ownerId: string): Promise<{ key: string | null } | undefined> {
    const [row] = await this.database.query<{ key: string | null }>(
      'upload-remove',
      `DELETE FROM "Attachment" a WHERE ${OWN_UNSENT} RETURNING key`,
      [id, ownerId],
    );
    return row;
  }

  /**
   * A file of a message that is there for that person to read at this moment: what holds for the message holds for its
   * files. Lookups on primary keys only.
   */
  async findReadable(id: string, userId: string): Promise<ReadableFile | undefined> {
    const [row] = await this.database.query<Omit<ReadableFile, 'size'> & { size: string }>(
      'file-readable',
      `SELECT a.key, a.name, a.type, coalesce(a."storedSize", a.size) AS size, a.thumbhash IS NOT NULL AS "hasCopies" FROM "Attachment" a
       CROSS JOIN LATERAL (SELECT * FROM "Message" x WHERE x.id = a."messageId" LIMIT 1) m
       CROSS JOIN LATERAL ${memberWhoMay('read', 'm."roomId"', '$2::uuid')} k
       CROSS JOIN LATERAL ${rowOf('Room', 'm."roomId"')} o
       WHERE a.id = $1 AND a."removedAt" IS NULL AND NOT a."isHarmful"
         AND (a."uncheckedAt" IS NULL OR a."ownerId" = $2::uuid AND NOT a."isCopy") AND m."deletedAt" IS NULL AND ${visible('m.seq', readsFrom('k', 'o'))}`,
      [id, userId],
    );
    return row && { ...row, size: safeInteger(row.size) };
  }

  /** The same for the picture of a page that a message links to. */
  async findPreview(id: string, userId: string): Promise<Omit<ReadableFile, 'hasCopies'> | undefined> {
    const [row] = await this.database.query<{ key: string; size: number }>(
      'preview-readable',
      `SELECT v.picture AS key, v.size FROM "LinkPreview" v
       CROSS JOIN LATERAL (SELECT * FROM "Message" x WHERE x.id = v."messageId" LIMIT 1) m
       CROSS JOIN LATERAL ${memberWhoMay('read', 'm."roomId"', '$2::uuid')} k
       CROSS JOIN LATERAL ${rowOf('Room', 'm."roomId"')} o
       WHERE v.id = $1 AND v.picture IS NOT NULL AND v."removedAt" IS NULL AND v."goneAt" IS NULL
         AND m."deletedAt" IS NULL AND ${visible('m.seq', readsFrom('k', 'o'))}`,
      [id, userId],
    );
    return row && { ...row, name: 'preview.webp', type: 'image/webp' };
  }
}

function toUpload(row: Row): Upload {
  const { id, roomId, name, key, type } = row;
  const size = safeInteger(row.size);
  const storedSize = row.storedSize === null ? size : safeInteger(row.storedSize);
  const file =
    key === null ? undefined : attachmentOf({ id, name, size }, { ...row, storedSize, type: type ?? '' });
  return { id, roomId, name, size, file };
}

type OrNull<Fields> = { [Field in keyof Fields]: Fields[Field] | null };

/** What people are told of a file. */
export function attachmentOf(
  { id, name, size }: Pick<Upload, 'id' | 'name' | 'size'>,
  { type, ...file }: Pick<CompleteFile, 'type'> & OrNull<Omit<CompleteFile, 'key' | 'type' | 'keptSize'>>,
): Attachment {
  const { storedSize, width, height, durationMs, thumbhash, isAnimated, alt, waveform, isUnchecked } = file;
  return {
    id,
    name,
    size: storedSize ?? size,
    type,
    ...(width && { width }),
    ...(height && { height }),
    ...(durationMs && { durationMs }),
    ...(thumbhash && { thumbhash }),
    ...(isAnimated && { isAnimated }),
    ...(alt && { alt }),
    ...(waveform && { waveform }),
    ...(isUnchecked && { check: 'waiting' as const }),
  };
}
