import { Injectable, type OnModuleInit } from '@nestjs/common';
import { isChange } from '@chatket/contract';
import { LRUCache } from 'lru-cache';
import { EventBus } from '../events/index.js';
import { roomChanged } from '../rooms/profile/index.js';
import { namesUnsure, personRenamed } from '../users/index.js';
import { databaseReplaced, entriesCommitted, type Segment } from './log.events.js';
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
  private forgotten = 0;

  constructor(private readonly events: EventBus) {}

  onModuleInit(): void {
    this.events.on(entriesCommitted, (segment) => {
      const { roomId, entries, isForeign } = segment;
      if (isForeign && entries.some((entry) => isChange(entry) && entry.what === 'expired'))
        this.forgetRoom(roomId);
      this.rooms.peek(roomId)?.append(segment);
    });
    this.events.on(roomChanged, ({ roomId, what }) => {
      if (what === 'expired') this.forgetRoom(roomId);
    });
    // Senders, and people who are spoken to, stand in there under their old names.
    this.events.on(personRenamed, () => this.forget());
    this.events.on(namesUnsure, () => this.forget());
    this.events.on(databaseReplaced, () => this.forget());
  }

  /** Another one when something was forgotten that a reading under way may still bring. */
  get generation(): number {
    return this.forgotten;
  }

  /** What whoever stands at `seq` is told; nothing when it is not all known up to `headSeq`. */
  after({ roomId, seq }: SeqCursor, headSeq: number, limit: number): LogPage | undefined {
    return this.rooms.get(roomId)?.after(seq, headSeq, limit);
  }

  /**
   * Notes a part of a room's log that was read from the database.
   * @param generation from before it was read: what was forgotten meanwhile does not come back
   */
  note(segment: Segment, generation: number): void {
    if (generation !== this.forgotten) return;
    const tail = this.rooms.get(segment.roomId) ?? new LogTail();
    tail.append(segment);
    this.rooms.set(segment.roomId, tail);
  }

  /** What is remembered may be what was deleted. */
  private forgetRoom(roomId: string): void {
    this.forgotten += 1;
    this.rooms.delete(roomId);
  }

  private forget(): void {
    this.forgotten += 1;
    this.rooms.clear();
  }
}
