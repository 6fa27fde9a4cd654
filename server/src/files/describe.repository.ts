import { Injectable } from '@nestjs/common';
import type { FileDescribe, UserRef } from '@chatket/contract';
import { Database, safeInteger } from '../prisma/index.js';
import { nameableMessage } from '../rooms/access/index.js';

/** What became of describing; the names of the SQL function `file_describe`. */
export type DescribeOutcome =
  | { kind: 'changed'; seq: number; at: string }
  | { kind: 'unchanged' | 'not_member' | 'no_message' | 'deleted' | 'archived' };

const TARGET = nameableMessage('$1::uuid', '$4::uuid', '$2::uuid');

/** What is said of files of messages. It locks their room. */
@Injectable()
export class DescribeRepository {
  constructor(private readonly database: Database) {}

  /** The rules are those of the SQL function `file_describe`. */
  async describe(actor: UserRef, { roomId, messageId, fileId, alt }: FileDescribe): Promise<DescribeOutcome> {
    const [row] = await this.database.query<{ outcome: DescribeOutcome['kind']; seq: string; at: Date }>(
      'file-describe',
      `SELECT outcome, seq, at FROM file_describe($1, ${TARGET}, $3, $4, $5)`,
      [roomId, messageId, fileId, actor.id, alt],
    );
    if (!row) throw new Error('a change has one outcome');
    if (row.outcome !== 'changed') return { kind: row.outcome };
    return { kind: row.outcome, seq: safeInteger(row.seq), at: row.at.toISOString() };
  }
}
