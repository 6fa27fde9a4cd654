import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type Me, SERVER_ROLES, type UserRef } from '@chatket/contract';
import { AppError } from '../common/index.js';
import { Config } from '../config/index.js';
import { EventBus } from '../events/index.js';
import { ServerRolesRepository } from './server-roles.repository.js';
import { accountMade, loggedIn } from './users.events.js';
import { SYSTEM_USER } from './system-user.js';

/** Where the codes go that make the first account an account of whoever runs the server, or of anybody as in a demo. */
const CODES_OF_THE_OPERATOR: readonly string[] = ['response', 'log'];

/**
 * Who owns the server, and who helps. `SERVER_OWNERS` names its owners. Without it whoever opens the set-up link is the
 * owner, or the first account where nobody can make one but by a code of the operator's (ADR 29).
 */
@Injectable()
export class ServerRoles implements OnModuleInit {
  private readonly logger = new Logger(ServerRoles.name);
  private readonly ownerNames: ReadonlySet<string>;
  private readonly firstOwns: boolean;

  constructor(
    config: Config,
    private readonly roles: ServerRolesRepository,
    private readonly events: EventBus,
  ) {
    this.ownerNames = new Set(config.get('SERVER_OWNERS'));
    this.firstOwns =
      this.ownerNames.size === 0 &&
      // A passkey makes no account.
      config.get('AUTH_METHODS').every((method) => method === 'code' || method === 'passkey') &&
      CODES_OF_THE_OPERATOR.includes(config.get('CODE_DELIVERY'));
  }

  onModuleInit(): void {
    this.events.on(accountMade, async ({ user }) => {
      if (this.firstOwns) await this.roles.ownFirst(user.id, SYSTEM_USER.id);
    });
    this.events.on(loggedIn, async ({ user }) => {
      if (!this.ownerNames.has(user.username)) return;
      const outcome = await this.roles.set(user.id, SERVER_ROLES.owner);
      if (outcome === 'changed') this.logger.log({ userId: user.id }, 'an owner of the server has logged in');
    });
  }

  /** @throws AppError `UNAUTHENTICATED` for an account that is gone */
  async me(actor: UserRef): Promise<Me> {
    const me = await this.roles.find(actor.id);
    if (!me) throw new AppError('UNAUTHENTICATED', 'This account is not there any more.');
    return me;
  }

  /** @throws AppError `FORBIDDEN` for whoever is less on the server */
  async require(actor: UserRef, least: number): Promise<void> {
    const { serverRole } = await this.me(actor);
    if (serverRole < least) throw new AppError('FORBIDDEN', 'This is for those who run the server.');
  }

  /**
   * Makes somebody something else on the server; for its owners.
   * @throws AppError `FORBIDDEN`, `NOT_FOUND`, `LAST_OWNER`
   */
  async set(actor: UserRef, userId: string, role: number): Promise<Me> {
    const outcome = await this.roles.set(userId, role, actor.id);
    const person = outcome === 'no_user' ? undefined : await this.roles.find(userId);
    if (outcome === 'forbidden') throw new AppError('FORBIDDEN', 'This is for those who own the server.');
    if (outcome === 'last_owner') throw new AppError('LAST_OWNER', 'Make somebody else an owner first.');
    if (!person) throw new AppError('NOT_FOUND', 'There is no such person.');
    return person;
  }
}
