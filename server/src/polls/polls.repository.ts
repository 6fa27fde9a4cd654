import { Injectable } from '@nestjs/common';
import { ACTIONS, type PollTerms, type UserRef } from '@chatket/contract';
import { type Noted, noteSpokenTo, parameterOf, type SpokenTo } from '../mentions/index.js';
import { Database, safeInteger } from '../prisma/index.js';
import { nameableMessage } from '../rooms/access/index.js';

export interface NewPoll extends PollTerms {
  roomId: string;
  messageId: string;
  senderId: string;
  clientMsgId: string;
  question: string;
  spokenTo?: SpokenTo | undefined;
}

/** What became of asking; the names of the SQL function. */
export type CreateOutcome =
  | { kind: 'stored' | 'duplicate'; messageId: string; seq: number; createdAt: string; noted?: Noted }
  | { kind: 'forbidden' | 'late' };

/** What somebody wants to be so. */
export interface VoteWish {
  roomId: string;
  messageId: string;
  user: UserRef;
  option: number;
  isOn: boolean;
}

export type VoteOutcome =
  | {
      kind: 'changed';
      seq: number;
      at: string;
      isAnonymous: boolean;
      /** What that person has chosen now. */
      options: number[];
    }
  | { kind: 'unchanged' | 'not_member' | 'no_message' | 'no_option' | 'deleted' | 'archived' | 'ended' };

export type EndOutcome =
  | { kind: 'changed'; seq: number; at: string }
  | { kind: 'unchanged' | 'not_member' | 'no_message' | 'deleted' | 'archived' | 'forbidden' };

interface CreateRow {
  outcome: CreateOutcome['kind'];
  message_id: string;
  seq: string;
  created_at: Date;
  noted: Noted | null;
}

interface VoteRow {
  outcome: VoteOutcome['kind'];
  seq: string;
  at: Date;
  is_anonymous: boolean;
  options: number[];
}

const NOTED = noteSpokenTo({ messageId: 'f.message_id', spoken: '$10::jsonb', since: 'f.seq' });
const CREATE = `SELECT f.outcome, f.message_id, f.seq, f.created_at,
    CASE WHEN f.outcome = 'stored' AND $10::jsonb IS NOT NULL THEN ${NOTED} END AS noted
  FROM poll_create($1, $2, $3, $4, $5, $6::text[], $7, $8, $9) f`;

const TARGETS = `SELECT ${nameableMessage('i.room_id', 'i.user_id', 'i.message_id')}
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) WITH ORDINALITY AS i (room_id, message_id, user_id, ord) ORDER BY i.ord`;

/** Stores polls and votes. The rules are those of the SQL functions `poll_create`, `poll_vote` and `poll_end`. */
@Injectable()
export class PollsRepository {
  constructor(private readonly database: Database) {}

  async add({ spokenTo, ...poll }: NewPoll): Promise<CreateOutcome> {
    const [row] = await this.database.query<CreateRow>('poll-create', CREATE, [
      poll.roomId,
      poll.messageId,
      poll.senderId,
      poll.clientMsgId,
      poll.question,
      poll.options,
      poll.isMultiple ?? false,
      poll.isAnonymous ?? false,
      poll.endsAt ?? null,
      spokenTo ? parameterOf(spokenTo) : null,
    ]);
    if (!row) throw new Error('a poll has one outcome');
    const { outcome: kind, message_id: messageId, seq, created_at, noted } = row;
    if (kind !== 'stored' && kind !== 'duplicate') return { kind };
    const stored = { messageId, seq: safeInteger(seq), createdAt: created_at.toISOString() };
    return { kind, ...stored, ...(noted && { noted }) };
  }

  /** Many in one statement; one outcome for each, in their order. */
  async vote(wishes: readonly VoteWish[]): Promise<VoteOutcome[]> {
    const rows = await this.database.query<VoteRow>(
      'poll-vote',
      `SELECT outcome, seq, at, is_anonymous, options
       FROM poll_vote($1::uuid[], ARRAY(${TARGETS}), $3::uuid[], $4::integer[], $5::boolean[])`,
      [
        wishes.map(({ roomId }) => roomId),
        wishes.map(({ messageId }) => messageId),
        wishes.map(({ user }) => user.id),
        wishes.map(({ option }) => option),
        wishes.map(({ isOn }) => isOn),
      ],
    );
    return rows.map(({ outcome: kind, seq, at, is_anonymous: isAnonymous, options }) =>
      kind === 'changed'
        ? { kind, seq: safeInteger(seq), at: at.toISOString(), isAnonymous, options }
        : { kind },
    );
  }

  async end(
    { roomId, messageId }: { roomId: string; messageId: string },
    actor: UserRef,
  ): Promise<EndOutcome> {
    const [row] = await this.database.query<{ outcome: EndOutcome['kind']; seq: string; at: Date }>(
      'poll-end',
      `SELECT outcome, seq, at
       FROM poll_end($1, ${nameableMessage('$1::uuid', '$3::uuid', '$2::uuid')}, $3, $4)`,
      [roomId, messageId, actor.id, ACTIONS.endPoll.othersRole],
    );
    if (!row) throw new Error('an end has one outcome');
    const { outcome: kind, seq, at } = row;
    return kind === 'changed' ? { kind, seq: safeInteger(seq), at: at.toISOString() } : { kind };
  }
}
