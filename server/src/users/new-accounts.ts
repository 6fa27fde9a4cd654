import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { type NewAccountLimits, SERVER_ROLES, type UserRef } from '@chatket/contract';
import { LRUCache } from 'lru-cache';
import { AppError, Clock } from '../common/index.js';
import { Config } from '../config/index.js';
import { NewAccountsRepository, type StoredLimits } from './new-accounts.repository.js';
import { UserRepository } from './user.repository.js';

const HOUR_MS = 60 * 60 * 1_000;
/** What another process has set is known here after so long at the latest. */
const READ_EVERY_MS = 5_000;
const MAX_PEOPLE = 10_000;

/** A message that was counted, by its key. */
interface Counted {
  key: string;
  at: number;
}

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
  /** What new people have said within the hour; each process counts for itself. */
  private readonly said = new LRUCache<string, Counted[]>({ max: MAX_PEOPLE });

  constructor(
    private readonly users: UserRepository,
    private readonly stored: NewAccountsRepository,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {
    this.limits = this.over({ hours: null, messagesPerHour: null, links: false, direct: false });
  }

  async onModuleInit(): Promise<void> {
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
    const now = this.clock.monotonic();
    const within = (this.said.get(actor.id) ?? []).filter(({ at }) => at > now - HOUR_MS);
    if (within.some((counted) => counted.key === key)) return;
    const [first] = within;
    if (within.length < messagesPerHour || !first) this.said.set(actor.id, [...within, { key, at: now }]);
    else
      throw new AppError('NEW_ACCOUNT_RATE', 'New accounts write only so many messages in an hour.', {
        retryAfterMs: Math.ceil(first.at + HOUR_MS - now),
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
