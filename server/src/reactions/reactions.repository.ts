import { Injectable } from '@nestjs/common';
import { LIMITS, type Reaction, type UserRef } from '@chatket/contract';
import { Database, rowOf, safeInteger } from '../prisma/index.js';
import { nameableMessage } from '../rooms/access/index.js';

/** What somebody wants to be so. */
export interface ReactionWish {
  roomId: string;
  messageId: string;
  user: UserRef;
  kind: string;
  variant: string;
  isOn: boolean;
}

export type ReactionOutcome =
  | { kind: 'changed'; seq: number; at: string }
  | { kind: 'unchanged' | 'not_member' | 'no_message' | 'deleted' | 'archived' | 'limit' };

interface OutcomeRow {
  outcome: ReactionOutcome['kind'];
  seq: string;
  at: Date;
}

const TARGETS = `SELECT ${nameableMessage('i.room_id', 'i.user_id', 'i.message_id')}
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) WITH ORDINALITY AS i (room_id, message_id, user_id, ord) ORDER BY i.ord`;

/** Stores reactions. The rules are those of the SQL function `message_react`. */
@Injectable()
export class ReactionsRepository {
  constructor(private readonly database: Database) {}

  /** Many in one statement; one outcome for each, in their order. */
  async set(wishes: readonly ReactionWish[]): Promise<ReactionOutcome[]> {
    const rows = await this.database.query<OutcomeRow>(
      'message-react',
      `SELECT outcome, seq, at
       FROM message_react($1::uuid[], ARRAY(${TARGETS}), $3::uuid[], $4::text[], $5::text[], $6::boolean[], $7)`,
      [
        wishes.map(({ roomId }) => roomId),
        wishes.map(({ messageId }) => messageId),
        wishes.map(({ user }) => user.id),
        wishes.map(({ kind }) => kind),
        wishes.map(({ variant }) => variant),
        wishes.map(({ isOn }) => isOn),
        LIMITS.reactionKindsMax,
      ],
    );
    return rows.map(({ outcome, seq, at }) =>
      outcome === 'changed'
        ? { kind: outcome, seq: safeInteger(seq), at: at.toISOString() }
        : { kind: outcome },
    );
  }

  /** Everybody who reacted, up to `limit` of each kind. Walks MessageReaction_pkey. */
  async list(messageId: string, limit: number): Promise<Reaction[]> {
    return this.database.query<Reaction>(
      'message-reactions',
      `SELECT k.emoji, k.count, (
         SELECT json_agg(json_build_object('id', u.id, 'username', u.username) ORDER BY f.seq, f."userId") FROM (
           SELECT r.seq, r."userId" FROM "MessageReaction" r
           WHERE r."messageId" = $1 AND r.emoji = k.emoji ORDER BY r.seq, r."userId" LIMIT $2
         ) f CROSS JOIN LATERAL ${rowOf('User', 'f."userId"')} u
       ) AS users
       FROM (
         SELECT r.emoji, count(*)::int AS count, min(r.seq) AS first
         FROM "MessageReaction" r WHERE r."messageId" = $1 GROUP BY r.emoji
       ) k ORDER BY k.first, k.emoji`,
      [messageId, limit],
    );
  }
}
