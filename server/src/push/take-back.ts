import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { isChange, isMessageChange, type LogEntry } from '@chatket/contract';
import { LRUCache } from 'lru-cache';
import { Clock } from '../common/index.js';
import { Config } from '../config/index.js';
import { EventBus } from '../events/index.js';
import { entriesCommitted } from '../log/index.js';
import { gonePayloadOf } from './push-payload.js';
import { type PushedNote, PushQueueRepository, type PushTask } from './push-queue.repository.js';
import { PushSend } from './push-send.js';

/** Longer than a push service takes to answer. */
const REMEMBERED_MS = 60_000;
const MAX_REMEMBERED = 10_000;
const AT_ONCE = 10;
/** So long notes may lie on a device unread. */
const OLDEST_MS = 7 * 24 * 60 * 60 * 1_000;

/**
 * Takes the text of what was deleted or hidden out of the notes on devices to which it was pushed, whether a page is open
 * there or not. What a push service does not take is not tried again: the note goes when a page is opened there.
 */
@Injectable()
export class TakeBack implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(TakeBack.name);
  private readonly gone = new LRUCache<string, true>({ max: MAX_REMEMBERED, ttl: REMEMBERED_MS });
  private readonly running = new Set<Promise<void>>();
  /** Otherwise no text is pushed. */
  private readonly isOn: boolean;

  constructor(
    private readonly queue: PushQueueRepository,
    private readonly sender: PushSend,
    private readonly clock: Clock,
    private readonly events: EventBus,
    config: Config,
  ) {
    this.isOn = config.get('PUSH') === 'on' && config.get('PUSH_CONTENT') === 'full';
  }

  onModuleInit(): void {
    if (!this.isOn) return;
    this.events.on(entriesCommitted, ({ roomId, entries, isTold }) => {
      const ids = entries.some(isChange) ? entries.flatMap((entry) => takenAwayBy(entry) ?? []) : [];
      for (const id of ids) this.gone.set(id, true);
      // The process that has committed it says so to the devices.
      if (ids.length > 0 && !isTold) this.track(this.fromAll(roomId, ids));
    });
  }

  /** What is under way ends. */
  async onModuleDestroy(): Promise<void> {
    await this.settled();
  }

  /** Resolves when what was deleted so far is taken back. */
  async settled(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  /** A push was sent that may have been on its way while its message was deleted. */
  async after(task: PushTask): Promise<void> {
    if (this.gone.has(task.messageId)) await this.from(task);
  }

  private async fromAll(roomId: string, messageIds: readonly string[]): Promise<void> {
    try {
      const notes = await this.queue.notesOf(roomId, messageIds, new Date(this.clock.now() - OLDEST_MS));
      for (let from = 0; from < notes.length; from += AT_ONCE)
        await Promise.all(notes.slice(from, from + AT_ONCE).map((note) => this.from(note)));
    } catch (error) {
      this.logger.warn({ err: error, roomId }, 'what was deleted could not be taken back from devices');
    }
  }

  private async from(note: PushedNote): Promise<void> {
    const payload = gonePayloadOf(note);
    await this.sender.send(note, { payload, isUrgent: true, topic: note.messageId.replaceAll('-', '') });
  }

  private track(work: Promise<void>): void {
    this.running.add(work);
    void work.finally(() => this.running.delete(work));
  }
}

/** The message whose text an entry has taken away. */
function takenAwayBy(entry: LogEntry): string | undefined {
  if (!isMessageChange(entry) || (entry.what !== 'deleted' && entry.what !== 'hidden')) return undefined;
  return entry.message.messageId;
}
