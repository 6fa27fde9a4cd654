import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { MemberMuted, MuteBody, ServerPayload, UserRef } from '@chatket/contract';
import { ClusterBus } from '../cluster/index.js';
import { AppError, Clock } from '../common/index.js';
import { Fanout, Greetings, TAKING_NEWS } from '../realtime/index.js';
import { ServerMutesRepository, type ServerMuteOutcome } from './server-mutes.repository.js';

/** What another process has done, and could not tell, is known here after so long at the latest. */
const READ_EVERY_MS = 5_000;
/** Under this name others are told that the list is another one. */
const MUTES = 'mutes';

interface Mute {
  until: Date;
  reason?: string | undefined;
}

/**
 * Whose word is taken in all rooms. Who is on this list is asked with every message, so it is kept here, and read again
 * every few seconds; what it says is looked up in the database before anybody is refused. They are told at once, on all
 * their devices, and when they come back.
 */
@Injectable()
export class ServerMutes implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(ServerMutes.name);
  private muted: ReadonlyMap<string, Mute> = new Map();
  /** How often it was changed here: what was read before is then not believed. */
  private changes = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly mutes: ServerMutesRepository,
    private readonly fanout: Fanout,
    private readonly greetings: Greetings,
    private readonly clock: Clock,
    private readonly bus: ClusterBus,
  ) {}

  async onModuleInit(): Promise<void> {
    this.greetings.add((connection) => {
      const mute = this.muted.get(connection.user.id);
      if (mute && mute.until.getTime() > this.clock.now())
        connection.emit('server:muted', this.noticeOf(mute));
    });
    this.bus.on('settings', (name) => {
      if (name === MUTES) void this.read();
    });
    await this.read();
    this.timer = setInterval(() => void this.read(), READ_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Perhaps muted: whoever is not has certainly been heard a few seconds ago. Costs a look at a map. */
  mayBeMuted(userId: string): boolean {
    return this.muted.has(userId);
  }

  /**
   * For what no room has to do with, such as making one.
   * @throws AppError `MUTED` with its end
   */
  async requireHeard({ id }: UserRef): Promise<void> {
    if (!this.mayBeMuted(id)) return;
    const until = await this.mutes.find(id);
    if (!until) return;
    const forMs = Math.max(0, until.getTime() - this.clock.now());
    throw new AppError('MUTED', 'You cannot write on this server for now.', { mute: { until, forMs } });
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
    const others = new Map([...this.muted].filter(([id]) => id !== userId));
    if (done.until) others.set(userId, { until: done.until, reason: mute.reason });
    this.become(others);
    void this.bus.tellOthers('settings', MUTES);
    return done;
  }

  /** While the database cannot be asked nothing can be sent either: what was known is believed. */
  private async read(): Promise<void> {
    const { changes } = this;
    try {
      const all = await this.mutes.list();
      if (changes !== this.changes) return;
      this.become(new Map(all.map(({ id, until, reason }) => [id, { until, reason: reason ?? undefined }])));
    } catch (error) {
      this.logger.warn({ err: error }, 'it could not be read who is muted on the server');
    }
  }

  /** Whoever is on one list and not on the other, or for another time, is told; that a time is over, they know. */
  private become(muted: ReadonlyMap<string, Mute>): void {
    const before = this.muted;
    this.muted = muted;
    for (const [id, mute] of muted)
      if (before.get(id)?.until.getTime() !== mute.until.getTime()) this.tell(id, mute);
    const now = new Date(this.clock.now());
    for (const [id, mute] of before) if (!muted.has(id) && mute.until > now) this.tell(id, { until: now });
  }

  /** Every process reads the list, and tells its own. */
  private tell(userId: string, mute: Mute): void {
    this.fanout.toUser({ userId, modes: TAKING_NEWS, isHere: true }, 'server:muted', this.noticeOf(mute));
  }

  private noticeOf({ until, reason }: Mute): ServerPayload<'server:muted'> {
    const forMs = Math.max(0, until.getTime() - this.clock.now());
    return { until: until.toISOString(), forMs, ...(reason !== undefined && { reason }) };
  }
}
