import { Injectable } from '@nestjs/common';
import type { Message } from '@chatket/contract';
import { Database } from '../../prisma/index.js';
import { messageRecord, recordToMessage, SENDER } from './message-record.js';

/** Reads messages by id. Walks Message_pkey. */
@Injectable()
export class MessageViewRepository {
  constructor(private readonly database: Database) {}

  /** For each id the message as it is now, if there is one. */
  async byIds(ids: readonly string[]): Promise<(Message | undefined)[]> {
    const rows = await this.database.query<{ place: number; record: string }>(
      'messages-by-id',
      `SELECT w.place, ${messageRecord()} AS record FROM unnest($1::int[], $2::uuid[]) AS w (place, id)
       CROSS JOIN LATERAL (SELECT * FROM "Message" x WHERE x.id = w.id LIMIT 1) m ${SENDER}`,
      [ids.map((_, place) => place), [...ids]],
    );
    const messages = new Map(rows.map(({ place, record }) => [place, recordToMessage(record)]));
    return ids.map((_, place) => messages.get(place));
  }
}
