import { Injectable } from '@nestjs/common';
import type { RemindBody, SavedMessage, UserRef } from '@chatket/contract';
import { Clock, plannedAt } from '../common/index.js';
import { defineJob, Jobs } from '../jobs/index.js';
import { Reminding } from '../notifications/index.js';
import { Fanout } from '../realtime/index.js';
import { messageNotFound } from '../rooms/access/index.js';
import { SavedMessages } from '../saved/index.js';
import { RemindersRepository } from './reminders.repository.js';

interface Reminder {
  userId: string;
  messageId: string;
}

const REMIND = defineJob<Reminder>('reminder:due');
const SWEEP = defineJob('reminder:sweep');
const FORGOTTEN_AT_ONCE = 500;

const keyOf = ({ userId, messageId }: Reminder) => `reminder:${userId}:${messageId}`;

/** Tells people of messages when they want to be told: a saved message has at most one such time. */
@Injectable()
export class Reminders {
  constructor(
    private readonly reminders: RemindersRepository,
    private readonly saved: SavedMessages,
    private readonly alerts: Reminding,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly fanout: Fanout,
  ) {
    jobs.handle(REMIND, (reminder) => this.run(reminder));
    jobs.every('* * * * *', SWEEP, () => this.sweep());
  }

  /** Saves the message with that. @throws AppError `VALIDATION`, and what refuses to save it */
  async remind(actor: UserRef, messageId: string, body: RemindBody): Promise<SavedMessage> {
    const at = plannedAt(body.at, this.clock);
    await this.saved.save(actor, messageId, {});
    const reminder = { userId: actor.id, messageId };
    await this.jobs.ready();
    await this.reminders.transaction(async (statements) => {
      // Another device of theirs may have let go of it meanwhile.
      if (!(await this.reminders.set(statements, actor.id, messageId, at))) throw messageNotFound();
      await this.jobs.put(statements, REMIND, reminder, { key: keyOf(reminder), at });
    });
    this.tellSaved(actor.id, messageId);
    const saved = await this.saved.find(actor.id, messageId);
    if (!saved) throw messageNotFound();
    return saved;
  }

  async forget(actor: UserRef, messageId: string): Promise<void> {
    await this.jobs.ready();
    const isSaved = await this.reminders.transaction(async (statements) => {
      await this.jobs.takeOut(statements, keyOf({ userId: actor.id, messageId }));
      return this.reminders.set(statements, actor.id, messageId, null);
    });
    if (isSaved) this.tellSaved(actor.id, messageId);
  }

  /** Cut off anywhere, it is done again: rather told twice than never. */
  private async run({ userId, messageId }: Reminder): Promise<void> {
    const at = await this.reminders.raise(userId, messageId);
    if (at === undefined) return;
    await this.tell(userId, messageId, at);
    await this.reminders.told(userId, messageId, at);
  }

  /** The one place where somebody is told of what is due. */
  private async tell(userId: string, messageId: string, at: string): Promise<void> {
    const message = (await this.saved.find(userId, messageId))?.message;
    this.fanout.toUser(userId, 'reminder:due', { messageId, at, ...(message && { message }) });
    this.tellSaved(userId, messageId);
    // An alert shows its message: of one that is not theirs to read any more there is none.
    if (message) await this.alerts.remind(userId, message);
  }

  private tellSaved(userId: string, messageId: string): void {
    this.fanout.toUser(userId, 'saved:changed', { messageId, isSaved: true });
  }

  /** Puts in again what a queue does not know any more. */
  private async sweep(): Promise<void> {
    for (const reminder of await this.reminders.forgotten(FORGOTTEN_AT_ONCE))
      await this.reminders.transaction((statements) =>
        this.jobs.put(statements, REMIND, reminder, { key: keyOf(reminder) }),
      );
  }
}
