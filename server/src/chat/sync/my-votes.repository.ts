import { Injectable } from '@nestjs/common';
import { Database, safeInteger } from '../../prisma/index.js';

/** Of one person and one poll. */
export interface VotePlace {
  userId: string;
  messageId: string;
}

export interface MyVotes {
  /** Of the message when this was read. */
  rev: number;
  /** The places of what was chosen, ascending. */
  options: number[];
}

interface VotesRow {
  place: number;
  rev: string;
  options: number[];
}

/** Looks up what single people have chosen. Lookups on Message_pkey and PollVote_pkey, however many have voted. */
@Injectable()
export class MyVotesRepository {
  constructor(private readonly database: Database) {}

  /** For each place what that person has chosen, and at which `rev` of the message this holds. */
  async at(places: readonly VotePlace[]): Promise<MyVotes[]> {
    const rows = await this.database.query<VotesRow>(
      'my-votes',
      `SELECT w.place, coalesce(m."changedSeq", m.seq) AS rev, ARRAY(
         SELECT k.option::int FROM "PollVote" k
         WHERE k."messageId" = w.message_id AND k."userId" = w.user_id ORDER BY k.option
       ) AS options
       FROM unnest($1::int[], $2::uuid[], $3::uuid[]) AS w (place, message_id, user_id)
       CROSS JOIN LATERAL (SELECT x.seq, x."changedSeq" FROM "Message" x WHERE x.id = w.message_id LIMIT 1) m`,
      [
        places.map((_, place) => place),
        places.map(({ messageId }) => messageId),
        places.map(({ userId }) => userId),
      ],
    );
    const found = new Map(
      rows.map(({ place, rev, options }) => [place, { rev: safeInteger(rev), options }] as const),
    );
    return places.map((_, place) => found.get(place) ?? { rev: 0, options: [] });
  }
}
