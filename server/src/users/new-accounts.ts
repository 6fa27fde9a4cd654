import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { type NewAccountLimits, SERVER_ROLES, type UserRef } from '@chatket/contract';
import { LRUCache } from 'lru-cache';
import { ClusterBus } from '../cluster/index.js';
import { AppError, Clock } from '../common/index.js';
import { Config } from '../config/index.js';
import { CountedMessages } from './counted-messages.js';
import { NewAccountsRepository, type StoredLimits } from './new-accounts.repository.js';
import { UserRepository } from './user.repository.js';

const HOUR_MS = 60 * 60 * 1_000;
/** What another process has set, and could not tell, is known here after so long at the latest. */
const READ_EVERY_MS = 5_000;
/** Under this name others are told of it. */
const LIMITS = 'new-accounts';
const MAX_PEOPLE = 10_000;

/**
 * Accounts that are too young for some things, as those who run the server have set it or else as `NEW_ACCOUNT_HOURS` says.
 * They themselves are never. Whether there are limits is asked with every message, so they are kept here, and read again
 * every few seconds.
 */
@Injectable()
export class NewAccounts implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(NewAccounts.name);
  private limits: NewAccountLimits;
  /** How often they were set here: what was read before is then not believed. */
  private changes = 0;
  private timer: NodeJS.Timeout | undefined;
  /** Nobody becomes new again, unless the limits change. */
  private readonly old = new LRUCache<string, true>({ max: MAX_PEOPLE });

  constructor(
    private readonly users: UserRepository,
    private readonly stored: NewAccountsRepository,
    private readonly said: CountedMessages,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly bus: ClusterBus,
  ) {
    this.limits = this.over({ hours: null, messagesPerHour: null, links: false, direct: false });
  }

  async onModuleInit(): Promise<void> {
    this.bus.on('settings', (name) => {
      if (name === LIMITS) void this.refresh();
    });
    await this.refresh();
    this.timer = setInterval(() => void this.refresh(), READ_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Whether they send no links. */
  get areKeptFromLinks(): boolean {
    return this.limits.hours > 0 && !this.limits.links;
  }

  /** Whether somebody may be one whose messages are counted. Costs a look at a map. */
  mayBeCounted(userId: string): boolean {
    return this.limits.hours > 0 && this.limits.messagesPerHour !== null && !this.old.has(userId);
  }

  /** @throws AppError `FORBIDDEN` for whoever does not run the server */
  async read(actor: UserRef): Promise<NewAccountLimits> {
    if (!(await this.stored.mayRead(actor.id))) throw notYours();
    return this.over(await this.stored.read());
  }

  /** Twice is once. @throws AppError `FORBIDDEN` for whoever does not run the server */
  async set(actor: UserRef, limits: NewAccountLimits): Promise<NewAccountLimits> {
    if ((await this.stored.set(actor.id, limits)) === 'forbidden') throw notYours();
    this.changes += 1;
    this.become(limits);
    void this.bus.tellOthers('settings', LIMITS);
    return this.limits;
  }

  /** @throws AppError `NEW_ACCOUNT` */
  async requireOld(actor: UserRef): Promise<void> {
    if (await this.isNew(actor.id))
      throw new AppError('NEW_ACCOUNT', 'This account is too new for that. Try again later.');
  }

  /** Whether somebody is too new to write to people they share no private room with. */
  async isKeptFromStrangers(userId: string): Promise<boolean> {
    return !this.limits.direct && (await this.isNew(userId));
  }

  /**
   * Counts a message of somebody who may be new; one key is counted once.
   * @throws AppError `NEW_ACCOUNT_RATE` with the time after which there is room again
   */
  async count(actor: UserRef, key: string): Promise<void> {
    const { messagesPerHour } = this.limits;
    if (messagesPerHour === null || !(await this.isNew(actor.id))) return;
    const retryAfterMs = await this.said.count({ userId: actor.id, key }, messagesPerHour);
    if (retryAfterMs !== undefined)
      throw new AppError('NEW_ACCOUNT_RATE', 'New accounts write only so many messages in an hour.', {
        retryAfterMs,
      });
  }

  private async isNew(userId: string): Promise<boolean> {
    const { hours } = this.limits;
    if (hours === 0 || this.old.has(userId)) return false;
    const user = await this.users.findAge(userId);
    const isNew =
      user !== undefined &&
      user.serverRole === SERVER_ROLES.person &&
      this.clock.now() - user.createdAt.getTime() < hours * HOUR_MS;
    if (!isNew && hours === this.limits.hours) this.old.set(userId, true);
    return isNew;
  }

  private async refresh(): Promise<void> {
    const { changes } = this;
    try {
      const stored = await this.stored.read();
      if (changes === this.changes) this.become(this.over(stored));
    } catch (error) {
      this.logger.warn({ err: error }, 'it could not be read what new accounts may do');
    }
  }

  private become(limits: NewAccountLimits): void {
    if (limits.hours !== this.limits.hours) this.old.clear();
    this.limits = limits;
  }

  private over({ hours, ...others }: StoredLimits): NewAccountLimits {
    return { hours: hours ?? this.config.get('NEW_ACCOUNT_HOURS'), ...others };
  }
}

function notYours(): AppError {
  return new AppError('FORBIDDEN', 'This is for those who run the server.');
}
