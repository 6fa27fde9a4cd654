import { Injectable } from '@nestjs/common';
import type { ErrorCode } from '@chatket/contract';
import { SendMessage } from '../chat/index.js';
import { AppError, Clock } from '../common/index.js';
import { Jobs } from '../jobs/index.js';
import { Fanout } from '../realtime/index.js';
import { keyOf, SEND_SCHEDULED, SWEEP_SCHEDULED } from './scheduled-job.js';
import { type DueMessage, ScheduledRepository } from './scheduled.repository.js';

/** The server's trouble, not the message's: the queue tries again. */
const TROUBLE: ReadonlySet<ErrorCode> = new Set(['UNAVAILABLE', 'DRAINING', 'INTERNAL']);
/** It may be sent a little later. */
const NOT_YET: ReadonlySet<ErrorCode> = new Set([
  'NEW_ACCOUNT_RATE',
  'RATE_LIMITED',
  'SLOW_MODE',
  'TOO_MANY_REQUESTS',
]);
const AGAIN_MS = 10_000;
const FORGOTTEN_AT_ONCE = 500;

/**
 * Sends what is due as its author would, under its own id: however often the process dies in between, it is in the room
 * once. What may not be said by then is kept with the reason.
 */
@Injectable()
export class SendScheduled {
  constructor(
    private readonly scheduled: ScheduledRepository,
    private readonly sending: SendMessage,
    private readonly jobs: Jobs,
    private readonly fanout: Fanout,
    private readonly clock: Clock,
  ) {
    jobs.handle(SEND_SCHEDULED, ({ id }) => this.run(id));
    jobs.every('* * * * *', SWEEP_SCHEDULED, () => this.sweep());
  }

  async run(id: string): Promise<void> {
    const due = await this.scheduled.take(id);
    if (!due) return;
    const { roomId, text, replyToId, threadId, alsoInRoom, mentionAll, sender, isClosed } = due;
    try {
      if (isClosed) throw new AppError('ACCOUNT_DEACTIVATED', 'This account is deactivated.');
      await this.sending.run(
        { id: '', mode: 'log', user: sender },
        {
          ...{ roomId, text, clientMsgId: id },
          ...(replyToId !== undefined && { replyToId }),
          ...(threadId !== undefined && { threadId }),
          ...(alsoInRoom && { alsoInRoom }),
          ...(mentionAll && { mentionAll }),
        },
      );
    } catch (error) {
      await this.putBack(due, error);
      return;
    }
    await this.scheduled.forget(id);
    this.tell(due, 'sent');
  }

  /** Puts in again what a queue does not know any more. */
  private async sweep(): Promise<void> {
    for (const id of await this.scheduled.forgotten(FORGOTTEN_AT_ONCE))
      await this.scheduled.transaction((statements) =>
        this.jobs.put(statements, SEND_SCHEDULED, { id }, { key: keyOf(id) }),
      );
  }

  private async putBack(due: DueMessage, error: unknown): Promise<void> {
    if (!(error instanceof AppError) || TROUBLE.has(error.code)) throw error;
    const { id } = due;
    if (NOT_YET.has(error.code)) {
      const at = new Date(this.clock.now() + (error.details.retryAfterMs ?? AGAIN_MS));
      await this.scheduled.transaction(async (statements) => {
        await this.scheduled.putBack(statements, id, null);
        await this.jobs.put(statements, SEND_SCHEDULED, { id }, { key: keyOf(id), at });
      });
      return;
    }
    await this.scheduled.transaction((statements) => this.scheduled.putBack(statements, id, error.code));
    this.tell(due, 'failed');
  }

  private tell({ id, roomId, sender }: DueMessage, state: 'sent' | 'failed'): void {
    this.fanout.toUser(sender.id, 'scheduled:changed', { id, roomId, state });
  }
}
