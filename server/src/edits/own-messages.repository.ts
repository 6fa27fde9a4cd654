import { Injectable } from '@nestjs/common';
import { Database, OrdinaryDatabase, safeInteger } from '../prisma/index.js';
import type { Deleted } from './recent-messages.repository.js';

/** A place among the messages of an author. */
export interface AuthorKey {
  clientMsgId: string;
  roomId: string;
}

export interface OwnPage {
  /** Those that still say something. */
  byRoom: Map<string, string[]>;
  /** Ask again behind it; undefined at the end. */
  next: AuthorKey | undefined;
}

/** All that somebody has written. */
@Injectable()
export class OwnMessagesRepository {
  constructor(
    private readonly hot: Database,
    private readonly ordinary: OrdinaryDatabase,
  ) {}

  /** Walks Message_senderId_clientMsgId_roomId_key. */
  async page(authorId: string, after: AuthorKey, limit: number): Promise<OwnPage> {
    const rows = await this.ordinary.query<AuthorKey & { id: string; says: boolean }>(
      'own-messages',
      `SELECT m.id, m."clientMsgId", m."roomId", m."deletedAt" IS NULL
         OR EXISTS (SELECT 1 FROM "HiddenMessage" h WHERE h."messageId" = m.id) AS says
       FROM "Message" m
       WHERE m."senderId" = $1 AND ($2 = '' OR (m."clientMsgId", m."roomId") > ($2, $3::uuid))
       ORDER BY m."clientMsgId", m."roomId" LIMIT $4`,
      [authorId, after.clientMsgId, after.roomId === '' ? null : after.roomId, limit],
    );
    const byRoom = new Map<string, string[]>();
    for (const { id, roomId, says } of rows)
      if (says) byRoom.set(roomId, [...(byRoom.get(roomId) ?? []), id]);
    const last = rows.at(-1);
    return {
      byRoom,
      next:
        last && rows.length === limit ? { clientMsgId: last.clientMsgId, roomId: last.roomId } : undefined,
    };
  }

  /** Deletes several of a room in one transaction. @returns those that were not deleted before */
  async erase(roomId: string, authorId: string, messageIds: readonly string[]): Promise<Deleted[]> {
    const rows = await this.hot.query<{ id: string; seq: string; at: Date }>(
      'own-messages-erase',
      `SELECT i.id, d.seq, d.at FROM unnest($2::uuid[]) AS i (id)
       CROSS JOIN LATERAL message_erase($1, i.id, $3) d WHERE d.outcome = 'changed'`,
      [roomId, messageIds, authorId],
    );
    return rows.map(({ id, seq, at }) => ({ messageId: id, seq: safeInteger(seq), at: at.toISOString() }));
  }
}
