import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { Message, UserRef } from '@chatket/contract';
import { AppError, toAppError } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { messagesCreated } from './chat.events.js';
import { MessageRepository, type NewMessage, type SendOutcome } from './message.repository.js';

const MAX_BATCH = 256;
const MAX_WAITING = 2_000;

export interface QueuedMessage extends NewMessage {
  sender: UserRef;
}

interface Waiting {
  message: QueuedMessage;
  resolve: (outcome: SendOutcome) => void;
  reject: (error: AppError) => void;
}

/**
 * Group commit. Sends wait per room while a statement of their room runs; the next statement takes all that wait.
 * There is no timer, so in an idle room nobody waits. What a commit stored is announced before its senders hear of it,
 * and in seq order, because a room never has two statements under way.
 */
@Injectable()
export class SendQueue implements BeforeApplicationShutdown {
  private readonly waiting = new Map<string, Waiting[]>();
  private readonly running = new Map<string, Promise<void>>();
  private waitingCount = 0;

  constructor(
    private readonly messages: MessageRepository,
    private readonly events: EventBus,
  ) {}

  /** @throws AppError `UNAVAILABLE` when too many wait, or the outcome is unknown: repeat it under the same key */
  add(message: QueuedMessage): Promise<SendOutcome> {
    if (this.waitingCount >= MAX_WAITING) {
      return Promise.reject(new AppError('UNAVAILABLE', 'The server is busy. Try again shortly.'));
    }
    return new Promise((resolve, reject) => {
      const { roomId } = message;
      const queue = this.waiting.get(roomId) ?? [];
      queue.push({ message, resolve, reject });
      this.waiting.set(roomId, queue);
      this.waitingCount += 1;
      if (!this.running.has(roomId)) this.running.set(roomId, this.drain(roomId));
    });
  }

  /** Lets everything that waits be stored before the database goes away. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.running.values());
  }

  private async drain(roomId: string): Promise<void> {
    // One turn of the event loop, so that what arrived in the same packet goes into the same statement.
    await new Promise(setImmediate);
    for (let batch = this.take(roomId); batch.length > 0; batch = this.take(roomId)) {
      await this.store(roomId, batch);
    }
    this.running.delete(roomId);
  }

  private take(roomId: string): Waiting[] {
    const queue = this.waiting.get(roomId) ?? [];
    const batch = queue.splice(0, MAX_BATCH);
    if (queue.length === 0) this.waiting.delete(roomId);
    this.waitingCount -= batch.length;
    return batch;
  }

  private async store(roomId: string, batch: Waiting[]): Promise<void> {
    try {
      const outcomes = await this.messages.send(batch.map(({ message }) => message));
      this.announce(roomId, batch, outcomes);
      batch.forEach(({ resolve }, index) => {
        resolve(outcomes[index] ?? { kind: 'forbidden' });
      });
    } catch (thrown) {
      await this.recover(roomId, batch, toAppError(thrown));
    }
  }

  /** When the database refuses a batch, only the item it cannot take may fail: the others are tried one by one. */
  private async recover(roomId: string, batch: Waiting[], error: AppError): Promise<void> {
    if (error.isRetryable || batch.length === 1) {
      for (const { reject } of batch) reject(error);
      return;
    }
    for (const item of batch) await this.store(roomId, [item]);
  }

  private announce(roomId: string, batch: Waiting[], outcomes: SendOutcome[]): void {
    const messages = batch.flatMap(({ message }, index): Message[] => {
      const outcome = outcomes[index];
      if (outcome?.kind !== 'stored') return [];
      const { text, sender, clientMsgId } = message;
      return [{ ...outcome.message, roomId, text, sender, clientMsgId }];
    });
    if (messages.length > 0) this.events.announce(messagesCreated, { roomId, messages });
  }
}
