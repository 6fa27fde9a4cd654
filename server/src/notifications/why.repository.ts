import { Injectable } from '@nestjs/common';
import { LIMITS, type Message } from '@chatket/contract';
import { messageRecord, recordToMessage, SENDER } from '../chat/message/index.js';
import { membershipOf, OrdinaryDatabase, rowOf, safeInteger } from '../prisma/index.js';
import { unreadOf, unreadRows } from '../reads/index.js';
import { readsFrom } from '../rooms/access/index.js';
import { type Causes, causesIn } from './causes.repository.js';
import { blocksBetween, type Listener, listenersIn, type NoticedMessage } from './facts.repository.js';

/** What is asked again when somebody wants to know why. */
@Injectable()
export class WhyRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  async listener(roomId: string, userId: string, now: Date): Promise<Listener | undefined> {
    return (await listenersIn(this.database, { roomId, userIds: [userId], now }))[0];
  }

  causes(messages: readonly NoticedMessage[]): Promise<Causes> {
    return causesIn(this.database, messages);
  }

  blocks(listenerId: string, senderIds: readonly string[]): Promise<Set<string>> {
    return blocksBetween(this.database, [listenerId], senderIds);
  }

  /** What is counted as unread: the same rows as in the counters, the first of them whole. */
  async unread(
    roomId: string,
    userId: string,
  ): Promise<{ lastReadSeq: number; unread: number; messages: Message[] }> {
    const [row] = await this.database.query<{ lastReadSeq: string; unread: number; records: string[] }>(
      'why-unread',
      `SELECT k."lastReadSeq", n.unread, coalesce(l.records, '{}') AS records
       FROM ${membershipOf('$1', '$2::uuid')} k
       CROSS JOIN LATERAL ${rowOf('Room', 'k."roomId"')} o
       CROSS JOIN LATERAL (${unreadOf('k')}) n
       CROSS JOIN LATERAL (
         SELECT array_agg(${messageRecord({ id: '$2::uuid', fromSeq: readsFrom('k', 'o') })} ORDER BY m.seq) AS records
         FROM (${unreadRows('k', 'u.*', LIMITS.whyUnreadMax)}) m ${SENDER}
       ) l`,
      [roomId, userId],
    );
    return {
      lastReadSeq: safeInteger(row?.lastReadSeq ?? '0'),
      unread: row?.unread ?? 0,
      messages: (row?.records ?? []).map(recordToMessage),
    };
  }
}
