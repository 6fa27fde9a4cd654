import { Injectable } from '@nestjs/common';
import { ACTIONS, LIMITS, type Message, type UserRef } from '@chatket/contract';
import { messageRecord, recordToMessage, SENDER } from '../chat/message/index.js';
import { Database, rowOf, safeInteger } from '../prisma/index.js';
import { memberWhoMay, nameableMessage, readsFrom, visible } from '../rooms/access/index.js';

/** What became of pinning; the names of the SQL function. */
export type PinOutcome =
  | { kind: 'changed'; seq: number; at: string }
  | { kind: 'unchanged' | 'not_member' | 'no_message' | 'deleted' | 'forbidden' | 'archived' | 'limit' };

/** Which message of which room somebody wants to pin. */
export interface PinTarget {
  roomId: string;
  messageId: string;
  actor: UserRef;
}

const TARGET = nameableMessage('$1::uuid', '$3::uuid', '$2::uuid');

/** What rooms have pinned. */
@Injectable()
export class PinsRepository {
  constructor(private readonly database: Database) {}

  /** The rules are those of the SQL function `message_pin`. */
  async set({ roomId, messageId, actor }: PinTarget, isOn: boolean): Promise<PinOutcome> {
    const [row] = await this.database.query<{ outcome: PinOutcome['kind']; seq: string; at: Date }>(
      'message-pin',
      `SELECT outcome, seq, at FROM message_pin($1, ${TARGET}, $3, $4, $5, $6)`,
      [roomId, messageId, actor.id, isOn, ACTIONS.pin.role, LIMITS.pinsMax],
    );
    if (!row) throw new Error('a change has one outcome');
    if (row.outcome !== 'changed') return { kind: row.outcome };
    return { kind: row.outcome, seq: safeInteger(row.seq), at: row.at.toISOString() };
  }

  /**
   * What is pinned of what a person may read, the newest pin first; empty for whoever may not read the room. Walks
   * Pin_roomId_seq_idx, and finds each message on Message_pkey.
   */
  async list(roomId: string, readerId: string): Promise<Message[]> {
    const rows = await this.database.query<{ record: string }>(
      'pins-of-room',
      `SELECT ${messageRecord({ id: '$2', fromSeq: readsFrom('k', 'o') })} AS record
       FROM ${memberWhoMay('read', '$1::uuid', '$2::uuid')} k
       CROSS JOIN LATERAL ${rowOf('Room', 'k."roomId"')} o
       CROSS JOIN LATERAL (SELECT * FROM "Pin" n WHERE n."roomId" = k."roomId" ORDER BY n.seq DESC LIMIT $3) p
       CROSS JOIN LATERAL (SELECT * FROM "Message" x WHERE x.id = p."messageId" LIMIT 1) m ${SENDER}
       WHERE ${visible('m.seq', readsFrom('k', 'o'))}
       ORDER BY p.seq DESC`,
      [roomId, readerId, LIMITS.pinsMax],
    );
    return rows.map(({ record }) => recordToMessage(record));
  }
}
