import { Injectable } from '@nestjs/common';
import type { Message, UserRef } from '@chatket/contract';
import { AppError, validationError } from '../common/index.js';
import { RoomAccess } from '../rooms/index.js';
import { HistoryRepository } from './history.repository.js';

export interface HistoryQuery {
  limit: number;
  before?: string | undefined;
  after?: string | undefined;
  around?: string | undefined;
}

export interface MessagePage {
  /** Oldest first. */
  messages: Message[];
  /** Id of the message from which the next page goes on, in the direction asked for; missing on the last page. */
  nextCursor?: string;
}

/** A page of a room's history. Pages are found by position, so what is written meanwhile does not shift them. */
@Injectable()
export class ListMessages {
  constructor(
    private readonly access: RoomAccess,
    private readonly history: HistoryRepository,
  ) {}

  /** @throws AppError `NOT_A_MEMBER`, `ROOM_NOT_FOUND`, `MESSAGE_NOT_FOUND`, `VALIDATION` */
  async run(actor: UserRef, roomId: string, query: HistoryQuery): Promise<MessagePage> {
    await this.access.requireMember(actor.id, roomId);
    const { limit, before, after, around } = query;
    const anchors = (['before', 'after', 'around'] as const).filter((name) => query[name] !== undefined);
    if (anchors.length > 1) {
      const [first, ...others] = anchors;
      const message = `cannot be combined with ${String(first)}`;
      throw validationError(others.map((field) => ({ field, message })));
    }
    if (around !== undefined) return this.around(roomId, await this.seqOf(roomId, around), limit);
    if (after !== undefined) return this.after(roomId, await this.seqOf(roomId, after), limit);
    const seq = before === undefined ? Number.MAX_SAFE_INTEGER : await this.seqOf(roomId, before);
    return this.before(roomId, seq, limit);
  }

  private async before(roomId: string, seq: number, limit: number): Promise<MessagePage> {
    const found = await this.history.before(roomId, seq, limit + 1);
    return olderPage(found.slice(-limit), found.length > limit);
  }

  private async after(roomId: string, seq: number, limit: number): Promise<MessagePage> {
    const found = await this.history.after(roomId, seq, limit + 1);
    const messages = found.slice(0, limit);
    const newest = messages.at(-1);
    return { messages, ...(found.length > limit && newest && { nextCursor: newest.messageId }) };
  }

  /** The message itself, what is before it and what is after it; the cursor leads to older ones. */
  private async around(roomId: string, seq: number, limit: number): Promise<MessagePage> {
    const olderCount = Math.floor((limit - 1) / 2);
    const [older, rest] = await Promise.all([
      this.history.before(roomId, seq, olderCount + 1),
      this.history.after(roomId, seq - 1, limit - olderCount),
    ]);
    const shown = olderCount === 0 ? [] : older.slice(-olderCount);
    return olderPage([...shown, ...rest], older.length > olderCount);
  }

  private async seqOf(roomId: string, messageId: string): Promise<number> {
    const seq = await this.history.seqOf(roomId, messageId);
    if (seq === undefined) throw new AppError('MESSAGE_NOT_FOUND', 'There is no such message in this room.');
    return seq;
  }
}

function olderPage(messages: Message[], hasMore: boolean): MessagePage {
  const oldest = messages[0];
  return { messages, ...(hasMore && oldest && { nextCursor: oldest.messageId }) };
}
