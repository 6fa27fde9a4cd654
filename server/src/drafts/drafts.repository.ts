import { Injectable } from '@nestjs/common';
import type { SharedDraft } from '@chatket/contract';
import { isoTime, OrdinaryDatabase } from '../prisma/index.js';

const NO_THREAD = '00000000-0000-0000-0000-000000000000';
const COLUMNS = `d."roomId", d."threadId", d.text, d."replyToId", ${isoTime('d.at')} AS at, d.rev, d."otherText", d.attachments,
  ${isoTime('d."otherAt"')} AS "otherAt"`;

export interface OwnDraft {
  userId: string;
  draft: SharedDraft;
}

/** As it is kept: of its files only the ids. */
export type KeptDraft = Omit<SharedDraft, 'attachments'> & { fileIds: string[] };

interface Row {
  roomId: string;
  threadId: string;
  text: string;
  replyToId: string | null;
  at: string;
  rev: number;
  attachments: string[];
  otherText: string | null;
  otherAt: string | null;
}

/** What people have begun to write. Found by Draft_pkey. */
@Injectable()
export class DraftsRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  async find(
    userId: string,
    { roomId, threadId }: Pick<SharedDraft, 'roomId' | 'threadId'>,
  ): Promise<KeptDraft | undefined> {
    const [row] = await this.database.query<Row>(
      'draft-find',
      `SELECT ${COLUMNS} FROM "Draft" d WHERE d."userId" = $1 AND d."roomId" = $2 AND d."threadId" = $3`,
      [userId, roomId, threadId ?? NO_THREAD],
    );
    return row && toDraft(row);
  }

  /** All of a person, also those that ended: at most as many as somebody may have. The last one first. */
  async list(userId: string): Promise<KeptDraft[]> {
    const rows = await this.database.query<Row>(
      'drafts-list',
      `SELECT ${COLUMNS} FROM "Draft" d WHERE d."userId" = $1 ORDER BY d.at DESC`,
      [userId],
    );
    return rows.map(toDraft);
  }

  async count(userId: string): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      'drafts-count',
      'SELECT count(*)::int AS count FROM "Draft" d WHERE d."userId" = $1',
      [userId],
    );
    return row?.count ?? 0;
  }

  /**
   * Writes those whose room and person are still there, each unless a later one is there.
   * @returns those that were not written
   */
  async write(drafts: readonly OwnDraft[]): Promise<OwnDraft[]> {
    const written = await this.put(drafts, 'd.rev < EXCLUDED.rev');
    return drafts.filter((own) => !written.has(keyOf(own.userId, own.draft)));
  }

  /** Writes one that was made of what is there. @returns false where that is not there any more, or its room is gone */
  async replace(own: OwnDraft, before: number): Promise<boolean> {
    return (await this.put([own], 'd.rev = $2::int', before)).size > 0;
  }

  private async put(drafts: readonly OwnDraft[], when: string, ...values: number[]): Promise<Set<string>> {
    const rows = drafts.map(({ userId, draft }) => ({
      userId,
      threadId: NO_THREAD,
      ...draft,
      attachments: (draft.attachments ?? []).map(({ id }) => id),
    }));
    const written = await this.database.query<Pick<Row, 'roomId' | 'threadId'> & { userId: string }>(
      values.length > 0 ? 'draft-replace' : 'drafts-write',
      `INSERT INTO "Draft" AS d ("userId", "roomId", "threadId", text, "replyToId", at, rev, "otherText", "otherAt", attachments)
       SELECT i."userId", i."roomId", i."threadId", i.text, i."replyToId", i.at, i.rev, i.other->>'text', (i.other->>'at')::timestamptz, i.attachments
       FROM json_to_recordset($1::json) AS i ("userId" uuid, "roomId" uuid, "threadId" uuid, text text, "replyToId" uuid,
         at timestamptz, rev int, other json, attachments uuid[])
       WHERE EXISTS (SELECT 1 FROM "Room" r WHERE r.id = i."roomId") AND EXISTS (SELECT 1 FROM "User" u WHERE u.id = i."userId")
       ORDER BY i."userId", i."roomId", i."threadId"
       ON CONFLICT ("userId", "roomId", "threadId") DO UPDATE SET text = EXCLUDED.text, "replyToId" = EXCLUDED."replyToId",
         at = EXCLUDED.at, rev = EXCLUDED.rev, "otherText" = EXCLUDED."otherText", "otherAt" = EXCLUDED."otherAt",
         attachments = EXCLUDED.attachments
       WHERE ${when}
       RETURNING d."userId", d."roomId", d."threadId"`,
      [JSON.stringify(rows), ...values],
    );
    return new Set(written.map(({ userId, ...row }) => keyOf(userId, row)));
  }

  /** Of those that ended long ago nobody has to hear any more. */
  async forgetEnded(): Promise<void> {
    await this.database.query(
      'drafts-forget-ended',
      `DELETE FROM "Draft" d WHERE d.text = '' AND d."otherText" IS NULL AND d.attachments = '{}' AND d.at < now() - interval '30 days'`,
    );
  }
}

/** By which one of a person is known, with or without a thread. */
export function keyOf(
  userId: string,
  { roomId, threadId = NO_THREAD }: Pick<SharedDraft, 'roomId' | 'threadId'>,
): string {
  return `${userId} ${roomId} ${threadId}`;
}

function toDraft({ roomId, threadId, text, replyToId, at, rev, attachments, ...row }: Row): KeptDraft {
  const { otherText, otherAt } = row;
  return {
    roomId,
    ...(threadId !== NO_THREAD && { threadId }),
    text,
    ...(replyToId !== null && { replyToId }),
    at,
    rev,
    fileIds: attachments,
    ...(otherText !== null && otherAt !== null && { other: { text: otherText, at: otherAt } }),
  };
}
