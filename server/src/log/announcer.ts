import { Injectable, Logger } from '@nestjs/common';
import type { Message } from '@chatket/contract';
import { LRUCache } from 'lru-cache';
import { EventBus } from '../events/index.js';
import { messagesCreated } from './log.events.js';
import { LogRepository } from './log.repository.js';

const REMEMBERED_ROOMS = 50_000;
/** More than one statement can store. */
const MAX_GAP = 512;

/** What a statement has brought about in a room. */
export interface Committed {
  roomId: string;
  /** Those it stored, oldest first. */
  messages: Message[];
  /** The highest position it told of, that of repeated messages included. */
  newestSeq: number;
}

/**
 * Announces what was committed, each room without a hole. A statement may have committed though its answer never came:
 * nobody has heard of those messages, and their senders are told that they are stored when they ask again. So they are
 * read and announced as soon as something shows that they are there, in their place before what is newer.
 */
@Injectable()
export class Announcer {
  private readonly logger = new Logger(Announcer.name);
  /** Up to where each room has been announced by this process. */
  private readonly heads = new LRUCache<string, number>({ max: REMEMBERED_ROOMS });

  constructor(
    private readonly log: LogRepository,
    private readonly events: EventBus,
  ) {}

  /** Notes how far a room has come, if nothing of it has been announced yet. */
  begin(roomId: string, seq: number): void {
    if (!this.heads.has(roomId)) this.heads.set(roomId, seq);
  }

  /** One call at a time for a room. */
  async announce({ roomId, messages, newestSeq }: Committed): Promise<void> {
    const head = this.heads.get(roomId);
    const nextSeq = messages[0]?.seq ?? newestSeq + 1;
    const missed = head !== undefined && head + 1 < nextSeq ? await this.read(roomId, head, nextSeq) : [];
    const all = missed.length > 0 ? [...missed, ...messages] : messages;
    this.heads.set(roomId, Math.max(head ?? 0, newestSeq));
    if (all.length > 0) this.events.announce(messagesCreated, { roomId, messages: all });
  }

  /** The messages between two positions; clients that count find what could not be read. */
  private async read(roomId: string, head: number, nextSeq: number): Promise<Message[]> {
    const limit = Math.min(MAX_GAP, nextSeq - head - 1);
    try {
      const [page = []] = await this.log.pagesAfter([{ roomId, seq: head }], limit);
      return page.filter(({ seq }) => seq < nextSeq);
    } catch (error) {
      this.logger.warn(
        { err: error, roomId, head, nextSeq },
        'messages that nobody heard of could not be read',
      );
      return [];
    }
  }
}
