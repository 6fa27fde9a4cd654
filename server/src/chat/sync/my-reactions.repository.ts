import { Injectable } from '@nestjs/common';
import { Database, safeInteger } from '../../prisma/index.js';

/** Of one person, one message and one kind. */
export interface ReactionPlace {
  userId: string;
  messageId: string;
  emoji: string;
}

interface MineRow {
  place: number;
  rev: string;
  mine: boolean;
}

/** Looks up reactions of single people. Lookups on Message_pkey and MessageReaction_pkey, whatever crowd has reacted. */
@Injectable()
export class MyReactionsRepository {
  constructor(private readonly database: Database) {}

  /** For each place whether that person has reacted so, and at which `rev` of the message this holds. */
  async at(places: readonly ReactionPlace[]): Promise<{ rev: number; isMine: boolean }[]> {
    // EXISTS may be planned as one walk of the whole index, what is limited is a lookup.
    const rows = await this.database.query<MineRow>(
      'my-reactions',
      `SELECT w.place, coalesce(m."changedSeq", m.seq) AS rev, coalesce((
         SELECT true FROM "MessageReaction" r
         WHERE r."messageId" = w.message_id AND r.emoji = w.emoji AND r."userId" = w.user_id LIMIT 1
       ), false) AS mine
       FROM unnest($1::int[], $2::uuid[], $3::text[], $4::uuid[]) AS w (place, message_id, emoji, user_id)
       CROSS JOIN LATERAL (SELECT x.seq, x."changedSeq" FROM "Message" x WHERE x.id = w.message_id LIMIT 1) m`,
      [
        places.map((_, place) => place),
        places.map(({ messageId }) => messageId),
        places.map(({ emoji }) => emoji),
        places.map(({ userId }) => userId),
      ],
    );
    const found = new Map(
      rows.map(({ place, rev, mine }) => [place, { rev: safeInteger(rev), isMine: mine }]),
    );
    return places.map((_, place) => found.get(place) ?? { rev: 0, isMine: false });
  }
}
