import { Injectable } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { Database, OrdinaryDatabase, safeInteger } from '../prisma/index.js';

/** A file that no scanner has looked at. */
export interface UncheckedFile {
  id: string;
  key: string;
  /** What one has said of its bytes, which are gone since. */
  threat: string | null;
}

/** What everybody in a room is to be told. */
export interface CheckedMessage {
  roomId: string;
  messageId: string;
  seq: number;
  at: string;
  by: UserRef;
}

interface Row {
  outcome: 'told' | 'kept' | 'gone';
  room: string;
  message: string;
  seq: string;
  at: Date;
  sender: string;
  username: string;
}

/** Which files wait for a scanner, and what it says. */
@Injectable()
export class CheckRepository {
  constructor(
    private readonly hot: Database,
    private readonly database: OrdinaryDatabase,
  ) {}

  /** Those that wait, the longest first. Walks Attachment_unchecked_idx. */
  waiting(limit: number): Promise<UncheckedFile[]> {
    return this.database.query<UncheckedFile>(
      'files-check-waiting',
      `SELECT a.id, a.key, a.threat FROM "Attachment" a WHERE a."uncheckedAt" IS NOT NULL AND a.key IS NOT NULL
       ORDER BY a."uncheckedAt" LIMIT $1`,
      [limit],
    );
  }

  /** It waits anew, behind the others: what is in the way of a scanner keeps none of them from it. @returns whether it waits */
  async take(id: string): Promise<boolean> {
    const rows = await this.database.query(
      'files-check-take',
      `UPDATE "Attachment" SET "uncheckedAt" = now() WHERE id = $1 AND "uncheckedAt" IS NOT NULL RETURNING 1`,
      [id],
    );
    return rows.length > 0;
  }

  /** Notes what a scanner says of bytes, with all files that wait and share them, before they go. Walks Attachment_key_idx. */
  async note(key: string, threat: string): Promise<void> {
    await this.database.query(
      'files-check-note',
      `UPDATE "Attachment" SET threat = $2 WHERE key = $1 AND "uncheckedAt" IS NOT NULL`,
      [key, threat],
    );
  }

  /** The rules are those of the SQL function `file_checked`. @returns what is to be told, if anything is */
  async settle(id: string, threat: string | undefined): Promise<CheckedMessage | undefined> {
    const [row] = await this.hot.query<Row>('file-checked', 'SELECT * FROM file_checked($1, $2)', [
      id,
      threat ?? null,
    ]);
    if (row?.outcome !== 'told') return undefined;
    const { room: roomId, message: messageId, seq, at, sender, username } = row;
    return { roomId, messageId, seq: safeInteger(seq), at: at.toISOString(), by: { id: sender, username } };
  }
}
