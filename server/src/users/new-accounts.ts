import { Injectable } from '@nestjs/common';
import { SERVER_ROLES, type UserRef } from '@chatket/contract';
import { LRUCache } from 'lru-cache';
import { AppError, Clock } from '../common/index.js';
import { Config } from '../config/index.js';
import { UserRepository } from './user.repository.js';

const HOUR_MS = 60 * 60 * 1_000;

/** Accounts that are too young for some things, where `NEW_ACCOUNT_HOURS` says so. Those who run the server are never. */
@Injectable()
export class NewAccounts {
  private readonly newForMs: number;
  /** Nobody becomes new again. */
  private readonly old = new LRUCache<string, true>({ max: 10_000 });

  constructor(
    private readonly users: UserRepository,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.newForMs = config.get('NEW_ACCOUNT_HOURS') * HOUR_MS;
  }

  /** Whether there is anything that new accounts may not. */
  get areLimited(): boolean {
    return this.newForMs > 0;
  }

  async isNew(userId: string): Promise<boolean> {
    if (!this.areLimited || this.old.has(userId)) return false;
    const user = await this.users.findAge(userId);
    const isNew =
      user !== undefined &&
      user.serverRole === SERVER_ROLES.person &&
      this.clock.now() - user.createdAt.getTime() < this.newForMs;
    if (!isNew) this.old.set(userId, true);
    return isNew;
  }

  /** @throws AppError `NEW_ACCOUNT` */
  async requireOld(actor: UserRef): Promise<void> {
    if (await this.isNew(actor.id))
      throw new AppError('NEW_ACCOUNT', 'This account is too new for that. Try again later.');
  }
}
