import { createHash, randomBytes } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import type { SetupBody, SetupLinkBody, UserRef } from '@chatket/contract';
import { AppError, validationError } from '../../common/index.js';
import { Config } from '../../config/index.js';
import { type Also, UsersService } from '../../users/index.js';
import { AuthMethods } from '../auth-methods.js';
import { LoginThrottle } from '../codes/login-throttle.js';
import { Passwords } from '../passwords/passwords.service.js';
import { Sessions, type Started } from '../sessions/sessions.service.js';
import type { Visitor } from '../sessions/visitor.js';
import { SetupLinkRepository } from './setup-link.repository.js';

const TOKEN_BYTES = 24;

/**
 * The first account of a server, by a link that it prints: whoever can read its log owns it. Every answer to a link that
 * lets nobody in is the same, whether it was used, never made, or somebody owns the server.
 */
@Injectable()
export class Setup {
  private readonly logger = new Logger(Setup.name);

  constructor(
    private readonly config: Config,
    private readonly methods: AuthMethods,
    private readonly links: SetupLinkRepository,
    private readonly throttle: LoginThrottle,
    private readonly passwords: Passwords,
    private readonly users: UsersService,
    private readonly sessions: Sessions,
  ) {}

  /**
   * A new link in the place of every earlier one: what stands behind the address of the client. Undefined where there is
   * none, as somebody owns the server or the configuration names its owners.
   */
  async offer(): Promise<string | undefined> {
    if (this.hasNamedOwners()) return undefined;
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    try {
      return (await this.links.offer(hashOf(token))) ? `/setup#${token}` : undefined;
    } catch (error) {
      this.logger.warn({ err: error }, 'there is no set-up link: start once more to have one');
      return undefined;
    }
  }

  /** @throws AppError `SETUP_LINK_INVALID`, `TOO_MANY_REQUESTS` */
  async look({ token }: SetupLinkBody, visitor: Visitor): Promise<void> {
    await this.throttle.admitLink(visitor.ip);
    await this.requireGood(token);
  }

  /**
   * Makes the account that owns the server, whoever else may make one.
   * @throws AppError `NOT_FOUND` where nobody comes back by a name; `SETUP_LINK_INVALID`; `CONFLICT` for a name that somebody
   *   has, `VALIDATION` for a password that is missing or guessed first: the link still holds then; `TOO_MANY_REQUESTS`,
   *   `ORIGIN_NOT_ALLOWED`
   */
  async begin({ token, username, password, session }: SetupBody, visitor: Visitor): Promise<Started> {
    if (!this.methods.has('code') && !this.methods.has('password'))
      throw new AppError('NOT_FOUND', 'Nobody logs in with a name on this server.');
    this.sessions.requireMayKeep(visitor, { session });
    await this.throttle.admitLink(visitor.ip);
    await this.requireGood(token);
    const withPassword = await this.passwordOf(username, password);
    const user = await this.give(token, (take) =>
      this.users.make(username, async (statements, made) => {
        await withPassword?.(statements, made);
        await take(statements, made);
      }),
    );
    if (!user) throw new AppError('CONFLICT', 'There is an account of that name already.');
    return this.sessions.begin({ user, method: 'setup', session }, visitor);
  }

  /**
   * Has the link used up in the transaction in which an account is made, or found.
   * @param make is given what uses it up
   * @throws AppError `SETUP_LINK_INVALID`: nothing is made then
   */
  async give<User extends UserRef | undefined>(
    token: string,
    make: (take: Also) => Promise<User>,
  ): Promise<User> {
    await this.requireGood(token);
    const user = await make(async (statements, { id }) => {
      if (!(await this.links.take(statements, hashOf(token), id))) throw invalid();
    });
    if (user) this.logger.log({ userId: user.id }, 'somebody owns the server now, by its set-up link');
    return user;
  }

  private async passwordOf(username: string, password: string | undefined): Promise<Also | undefined> {
    if (!this.methods.has('password')) return undefined;
    if (password === undefined) throw validationError([{ field: 'password', message: 'is needed here' }]);
    return this.passwords.toKeep(username, password);
  }

  private async requireGood(token: string): Promise<void> {
    if (this.hasNamedOwners() || !(await this.links.isGood(hashOf(token)))) throw invalid();
  }

  private hasNamedOwners(): boolean {
    return this.config.get('SERVER_OWNERS').length > 0;
  }
}

/** Of a random token a plain hash is enough. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function invalid(): AppError {
  return new AppError('SETUP_LINK_INVALID', 'This link sets nothing up, or not any more.');
}
