import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { Message, UserRef } from '@chatket/contract';
import { ClusterBus } from '../../cluster/index.js';
import { AppError, toAppError } from '../../common/index.js';
import { isLockTimeout } from '../../prisma/index.js';
import { GaplessPublisher, type Segment } from '../../log/index.js';
import { TellNoted } from '../../mentions/index.js';
import { MessageView } from '../message/index.js';
import { Crowd } from './crowd.js';
import { MessageRepository, type NewMessage, type SendOutcome } from './message.repository.js';

const MAX_BATCH = 256;
const MAX_WAITING = 2_000;
/** More would only make the batches smaller, and take connections from everything else. */
const MAX_STATEMENTS = 2;

export interface QueuedMessage extends NewMessage {
  sender: UserRef;
}

interface Waiting {
  message: QueuedMessage;
  resolve: (outcome: SendOutcome) => void;
  reject: (error: AppError) => void;
}

/**
 * Group commit. While statements run, sends wait; the next statement takes all that wait, of whichever rooms. Only in a
 * crowd it waits for more by a timer (`Crowd`). A room is never in two statements at once: the second would only wait
 * for the first one's lock. Senders hear first: no ack waits until a large room has been served.
 */
@Injectable()
export class SendQueue implements BeforeApplicationShutdown {
  private readonly waiting = new Map<string, Waiting[]>();
  /** The rooms that statements under way are about. */
  private readonly busyRooms = new Set<string>();
  private readonly statements = new Set<Promise<void>>();
  private waitingCount = 0;
  private isWoken = false;
  private isStopping = false;
  private readonly crowd = new Crowd(
    () => this.bus.processCount,
    () => {
      this.start();
    },
  );

  constructor(
    private readonly messages: MessageRepository,
    private readonly views: MessageView,
    private readonly publisher: GaplessPublisher,
    private readonly noted: TellNoted,
    private readonly bus: ClusterBus,
  ) {}

  /** @throws AppError `UNAVAILABLE` when too many wait, or the outcome is unknown: repeat it under the same key */
  add(message: QueuedMessage): Promise<SendOutcome> {
    if (this.waitingCount >= MAX_WAITING) {
      return Promise.reject(new AppError('UNAVAILABLE', 'The server is busy. Try again shortly.'));
    }
    return new Promise((resolve, reject) => {
      const ofRoom = this.waiting.get(message.roomId) ?? [];
      ofRoom.push({ message, resolve, reject });
      this.waiting.set(message.roomId, ofRoom);
      this.waitingCount += 1;
      // Its statement's end looks for what waits.
      if (!this.busyRooms.has(message.roomId)) this.wake();
    });
  }

  /** Lets everything that waits be stored before the database goes away. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    while (this.waitingCount > 0 || this.statements.size > 0) {
      this.start();
      await Promise.all(this.statements);
    }
  }

  /** Starts after one turn of the event loop, so that what arrived in the same packet goes into the same statement. */
  private wake(): void {
    if (this.isWoken || this.crowd.willGo(this.waitingCount)) return;
    this.isWoken = true;
    setImmediate(() => {
      this.isWoken = false;
      this.start();
    });
  }

  private start(): void {
    while (this.statements.size < MAX_STATEMENTS) {
      if (!this.isStopping && this.crowd.isGathering(this.waitingCount)) return;
      const batch = this.take();
      if (batch.length === 0) return;
      this.crowd.note(batch.length);
      const statement = this.store(batch).finally(() => {
        for (const { message } of batch) this.busyRooms.delete(message.roomId);
        this.statements.delete(statement);
        this.start();
      });
      this.statements.add(statement);
      for (const { message } of batch) this.busyRooms.add(message.roomId);
    }
  }

  /** What waits, of all rooms that are in no statement; the room that has waited longest comes first. */
  private take(): Waiting[] {
    const batch: Waiting[] = [];
    for (const [roomId, ofRoom] of this.waiting) {
      if (batch.length === MAX_BATCH) break;
      if (this.busyRooms.has(roomId)) continue;
      batch.push(...ofRoom.splice(0, MAX_BATCH - batch.length));
      this.waiting.delete(roomId);
      if (ofRoom.length > 0) this.waiting.set(roomId, ofRoom);
    }
    this.waitingCount -= batch.length;
    return batch;
  }

  private async store(batch: Waiting[]): Promise<void> {
    try {
      const outcomes = await this.messages.send(batch.map(({ message }) => message));
      batch.forEach(({ resolve }, index) => {
        resolve(outcomes[index] ?? { kind: 'forbidden' });
      });
      await afterMicrotasks();
      this.publish(committedBy(batch, outcomes));
      this.tellNoted(batch, outcomes);
    } catch (thrown) {
      await this.recover(batch, toAppError(thrown));
    }
  }

  private publish(rooms: Iterable<Committed>): void {
    for (const { roomId, messages, answers, newestSeq } of rooms) {
      const [first, last] = [messages[0], messages.at(-1)];
      if (first && last) {
        const segment = { roomId, firstSeq: first.seq, lastSeq: last.seq, entries: messages };
        if (answers.length === 0) this.publisher.offer(segment);
        else void this.publishWithQuotes(segment, answers);
      }
      // What was just offered says so itself.
      if (answers.length > 0 || newestSeq !== last?.seq) this.publisher.note(roomId, newestSeq);
    }
  }

  private tellNoted(batch: Waiting[], outcomes: SendOutcome[]): void {
    batch.forEach(({ message: { roomId } }, index) => {
      const outcome = outcomes[index];
      if (outcome && 'message' in outcome) this.noted.tell({ roomId, ...outcome.message }, outcome.noted);
    });
  }

  /** What is quoted is read, by the same view as everywhere. What cannot be read now is found as missing. */
  private async publishWithQuotes(segment: Segment, answers: readonly Message[]): Promise<void> {
    const states = await Promise.all(answers.map(({ messageId }) => this.views.find(messageId))).catch(
      () => [],
    );
    const byId = new Map(states.flatMap((state) => (state ? [[state.messageId, state] as const] : [])));
    if (byId.size < answers.length) return;
    const entries = segment.entries.map(
      (entry) => ('messageId' in entry && byId.get(entry.messageId)) || entry,
    );
    this.publisher.offer({ ...segment, entries });
  }

  /** One bad item must not fail its batch: a room that is locked, or an item the database cannot take. */
  private async recover(batch: Waiting[], error: AppError): Promise<void> {
    const rooms = byRoom(batch);
    if (rooms.length > 1 && (isLockTimeout(error) || !error.isRetryable)) {
      for (const ofRoom of rooms) await this.store(ofRoom);
    } else if (batch.length > 1 && !error.isRetryable) {
      for (const item of batch) await this.store([item]);
    } else {
      for (const { reject } of batch) reject(error);
    }
  }
}

/** What a statement has brought about in a room. */
interface Committed {
  roomId: string;
  /** Those it stored, ascending by seq. */
  messages: Message[];
  /** Those of them that answer a message, are said in a thread or have files: these are read as they were stored. */
  answers: Message[];
  /** The highest position it told of, that of repeated messages included. */
  newestSeq: number;
}

/** What the statement did, by room. */
function committedBy(batch: Waiting[], outcomes: SendOutcome[]): Iterable<Committed> {
  const rooms = new Map<string, Committed>();
  batch.forEach(({ message }, index) => {
    const outcome = outcomes[index];
    if (!outcome || !('message' in outcome)) return;
    const { roomId, text, sender, clientMsgId, replyToId, threadId, attachments } = message;
    const ofRoom = rooms.get(roomId) ?? { roomId, messages: [], answers: [], newestSeq: 0 };
    ofRoom.newestSeq = Math.max(ofRoom.newestSeq, outcome.message.seq);
    if (outcome.kind === 'stored') {
      const { messageId, seq, createdAt } = outcome.message;
      const mentions = outcome.noted?.mentions;
      const stored = {
        messageId,
        roomId,
        seq,
        text,
        createdAt,
        sender,
        clientMsgId,
        ...(mentions && { mentions }),
      };
      ofRoom.messages.push(stored);
      if (replyToId !== undefined || threadId !== undefined || attachments !== undefined)
        ofRoom.answers.push(stored);
    }
    rooms.set(roomId, ofRoom);
  });
  return rooms.values();
}

/** Resolves after pending promise callbacks. */
function afterMicrotasks(): Promise<void> {
  return new Promise((resolve) => {
    process.nextTick(resolve);
  });
}

function byRoom(batch: Waiting[]): Waiting[][] {
  const rooms = new Map<string, Waiting[]>();
  for (const item of batch) {
    const ofRoom = rooms.get(item.message.roomId) ?? [];
    ofRoom.push(item);
    rooms.set(item.message.roomId, ofRoom);
  }
  return [...rooms.values()];
}
