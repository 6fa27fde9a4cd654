import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { MemberMuted, MuteBody, UserRef } from '@chatket/contract';
import { AppError } from '../common/index.js';
import { ServerMutesRepository, type ServerMuteOutcome } from './server-mutes.repository.js';

/** What another process has done is known here after so long at the latest. */
const READ_EVERY_MS = 5_000;

/**
 * Whose word is taken in all rooms. Who is on this list is asked with every message, so it is kept here, and read again
 * every few seconds; what it says is looked up in the database before anybody is refused.
 */
@Injectable()
export class ServerMutes implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(ServerMutes.name);
  private muted: ReadonlySet<string> = new Set();
  /** How often it was changed here: what was read before is then not believed. */
  private changes = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly mutes: ServerMutesRepository) {}

  async onModuleInit(): Promise<void> {
    await this.read();
    this.timer = setInterval(() => void this.read(), READ_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Perhaps muted: whoever is not has certainly been heard a few seconds ago. Costs a look at a set. */
  mayBeMuted(userId: string): boolean {
    return this.muted.has(userId);
  }

  /** From now on; another one puts its end in the place of the one before.
   * @throws AppError `FORBIDDEN` for whoever does not run the server, or is not above the person; `NOT_FOUND` */
  async mute(actor: UserRef, userId: string, mute: MuteBody): Promise<MemberMuted> {
    const { until } = await this.set(actor, userId, mute);
    if (!until) throw new Error('a mute has an end');
    return { mutedUntil: until.toISOString() };
  }

  /** Gives the word back. Twice is once. @throws AppError as `mute` */
  async unmute(actor: UserRef, userId: string): Promise<void> {
    await this.set(actor, userId, { seconds: null });
  }

  private async set(
    actor: UserRef,
    userId: string,
    mute: { seconds: number | null; reason?: string | undefined },
  ): Promise<ServerMuteOutcome> {
    const done = await this.mutes.set(userId, actor.id, mute);
    if (done.outcome === 'forbidden')
      throw new AppError('FORBIDDEN', 'This is for those who run the server, and more than the person.');
    if (done.outcome === 'no_user') throw new AppError('NOT_FOUND', 'There is no such person.');
    this.changes += 1;
    const others = [...this.muted].filter((id) => id !== userId);
    this.muted = new Set(done.until ? [...others, userId] : others);
    return done;
  }

  /** While the database cannot be asked nothing can be sent either: what was known is believed. */
  private async read(): Promise<void> {
    const { changes } = this;
    try {
      const all = await this.mutes.list();
      if (changes === this.changes) this.muted = new Set(all.map(({ id }) => id));
    } catch (error) {
      this.logger.warn({ err: error }, 'it could not be read who is muted on the server');
    }
  }
}
