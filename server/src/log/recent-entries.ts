import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { EventBus } from '../events/index.js';
import { roomChanged } from '../rooms/profile/index.js';
import { namesUnsure, personRenamed } from '../users/index.js';
import { entriesCommitted, type Segment } from './log.events.js';
import type { LogPage } from './log-page.js';
import type { SeqCursor } from './log.repository.js';
import { LogTail } from './log-tail.js';

const MAX_ROOMS = 200;

/**
 * The newest entries of the rooms that are in use, without a hole, so that those who come back need not ask the
 * database. It never says that a room ends somewhere: the head is always read from the database, and a room whose
 * memory does not reach from the cursor to that head is read there too.
 */
@Injectable()
export class RecentEntries implements OnModuleInit {
  private readonly rooms = new LRUCache<string, LogTail>({ max: MAX_ROOMS });

  constructor(private readonly events: EventBus) {}

  onModuleInit(): void {
    this.events.on(entriesCommitted, (segment) => {
      this.rooms.peek(segment.roomId)?.append(segment);
    });
    // What is remembered may be what was deleted.
    this.events.on(roomChanged, ({ roomId, what }) => {
      if (what === 'expired') this.rooms.delete(roomId);
    });
    // Senders, and people who are spoken to, stand in there under their old names.
    this.events.on(personRenamed, () => this.rooms.clear());
    this.events.on(namesUnsure, () => this.rooms.clear());
  }

  /** What whoever stands at `seq` is told; nothing when it is not all known up to `headSeq`. */
  after({ roomId, seq }: SeqCursor, headSeq: number, limit: number): LogPage | undefined {
    return this.rooms.get(roomId)?.after(seq, headSeq, limit);
  }

  /** Notes a part of a room's log that was read from the database, as it is now. */
  note(segment: Segment): void {
    const tail = this.rooms.get(segment.roomId) ?? new LogTail();
    tail.append(segment);
    this.rooms.set(segment.roomId, tail);
  }
}
