import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Message } from '@chatket/contract';
import { LRUCache } from 'lru-cache';
import { EventBus } from '../events/index.js';
import { messagesCreated } from './log.events.js';
import type { SeqCursor } from './log.repository.js';

const MAX_ROOMS = 200;
const MAX_MESSAGES = 128;
/** In units of UTF-16, so that a room full of long messages takes no more memory than others. */
const MAX_TEXT = 64 * 1024;

/**
 * The newest messages of the rooms that are in use, without a hole, so that those who come back need not ask the
 * database. It never says that a room ends somewhere: the head is always read from the database, and a room whose
 * memory does not reach from the cursor to that head is read there too.
 */
@Injectable()
export class RecentMessages implements OnModuleInit {
  private readonly rooms = new LRUCache<string, Tail>({ max: MAX_ROOMS });

  constructor(private readonly events: EventBus) {}

  onModuleInit(): void {
    this.events.on(messagesCreated, ({ roomId, messages }) => {
      this.rooms.peek(roomId)?.append(messages);
    });
  }

  /** Up to `limit` messages behind `seq`, oldest first; nothing when they are not all known up to `headSeq`. */
  after({ roomId, seq }: SeqCursor, headSeq: number, limit: number): Message[] | undefined {
    return this.rooms.get(roomId)?.after(seq, headSeq, limit);
  }

  /** Notes messages of a room that were read from the database, oldest first and without a hole. */
  note(roomId: string, messages: readonly Message[]): void {
    const tail = this.rooms.get(roomId) ?? new Tail();
    tail.append(messages);
    this.rooms.set(roomId, tail);
  }
}

/** Messages without a hole: each seq is one more than that before it. */
class Tail {
  private messages: Message[] = [];
  private textLength = 0;

  append(messages: readonly Message[]): void {
    for (const message of messages) {
      const newest = this.messages.at(-1)?.seq;
      if (newest !== undefined && message.seq <= newest) continue;
      if (newest !== undefined && message.seq !== newest + 1) this.drop(this.messages.length);
      this.messages.push(message);
      this.textLength += message.text.length;
    }
    // Half as many again may gather, so that the oldest are not taken away one by one.
    if (this.messages.length > 1.5 * MAX_MESSAGES) this.drop(this.messages.length - MAX_MESSAGES);
    while (this.textLength > MAX_TEXT) this.drop(Math.ceil(this.messages.length / 2));
  }

  after(seq: number, headSeq: number, limit: number): Message[] | undefined {
    const [oldest, newest] = [this.messages[0], this.messages.at(-1)];
    if (!oldest || !newest || oldest.seq > seq + 1 || newest.seq < headSeq) return undefined;
    const start = seq + 1 - oldest.seq;
    return this.messages.slice(start, start + limit);
  }

  private drop(count: number): void {
    for (const { text } of this.messages.splice(0, count)) this.textLength -= text.length;
  }
}
