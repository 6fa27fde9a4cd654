import { Injectable } from '@nestjs/common';
import {
  type ChangePasswordBody,
  isGuestName,
  type PasswordBody,
  type PasswordState,
  type RegisterBody,
  type UserRef,
} from '@chatket/contract';
import { AppError, newId, validationError } from '../../common/index.js';
import { Fanout } from '../../realtime/index.js';
import { ServerSettings } from '../../server-settings/index.js';
import { type Also, UsersService } from '../../users/index.js';
import { AuthMethods } from '../auth-methods.js';
import type { Budget } from '../budget.js';
import { LoginThrottle } from '../codes/login-throttle.js';
import { KnownDevices } from '../devices/known-devices.js';
import { LoginTriesRepository } from '../login-tries.repository.js';
import { NoticeMails } from '../mail/notice-mails.js';
import { Identities } from '../sessions/identities.js';
import { type Asking, Sessions, type Started } from '../sessions/sessions.service.js';
import { TokenService } from '../sessions/token.service.js';
import type { Visitor } from '../sessions/visitor.js';
import { hashPassword, isOld, isPasswordOf } from './password-hash.js';
import { passwordProblem } from './password-rules.js';
import { PasswordRepository } from './password.repository.js';

/** Logging in with a password. A login tells nobody whether there is an account; that a name is taken is no secret. */
@Injectable()
export class Passwords {
  /** Compared against where there is none, so that the answer takes as long. */
  private readonly decoyHash = hashPassword(newId());

  constructor(
    private readonly methods: AuthMethods,
    private readonly throttle: LoginThrottle,
    private readonly devices: KnownDevices,
    private readonly tries: LoginTriesRepository,
    private readonly passwords: PasswordRepository,
    private readonly users: UsersService,
    private readonly sessions: Sessions,
    private readonly tokens: TokenService,
    private readonly identities: Identities,
    private readonly fanout: Fanout,
    private readonly settings: ServerSettings,
    private readonly notices: NoticeMails,
  ) {}

  /**
   * Makes an account; of a guest, whose token comes along, theirs becomes one with that name.
   * @throws AppError `VALIDATION` for a password that is guessed first; `CONFLICT` for a name that somebody has;
   *   `NOT_FOUND` where nobody has passwords; `TOO_MANY_REQUESTS`, `ORIGIN_NOT_ALLOWED`; what refuses new accounts
   */
  async register(body: RegisterBody, token: string | undefined, visitor: Visitor): Promise<Started> {
    this.methods.require('password');
    this.sessions.requireMayKeep(visitor, body);
    await this.throttle.admitVerify(body.username, visitor);
    requireGood(body.password, body.username);
    const guest = token === undefined ? undefined : await this.tokens.verify(token);
    const isGuest = guest !== undefined && isGuestName(guest.user.username);
    if (isGuest) await this.settings.requireGuestMayStay();
    else await this.settings.requireMayEnter(body);
    const withPassword = await this.toKeep(body.username, body.password);
    const user = isGuest
      ? await this.users.upgrade(guest.user.id, body.username, withPassword)
      : await this.users.make(body.username, withPassword);
    if (!user) throw new AppError('CONFLICT', 'There is an account of that name already.');
    const started = await this.sessions.begin({ user, method: 'password', session: body.session }, visitor);
    if (isGuest) await this.goOnAs(user, guest.sessionId);
    return started;
  }

  /**
   * @throws AppError `INVALID_PASSWORD` for a wrong one and for a name without one: never which of these; `SECOND_FACTOR`,
   *   `TOO_MANY_ATTEMPTS`, `TOO_MANY_REQUESTS`, `ORIGIN_NOT_ALLOWED`; `NOT_FOUND` where nobody has passwords
   */
  async logIn(body: PasswordBody, visitor: Visitor): Promise<Started> {
    this.methods.require('password');
    this.sessions.requireMayKeep(visitor, body);
    const key = `password:${body.username}`;
    const budget = await this.throttle.admitVerify(body.username, visitor, {
      device: await this.devices.ofName(body.username, visitor),
      isSuspect: () => this.tries.isHalfUsed(key),
    });
    const kept = await this.passwords.findByName(body.username);
    await this.prove(kept?.hash, body.password, { key, budget });
    if (!kept) throw wrongPassword();
    if (isOld(kept.hash))
      await this.passwords.rehash(kept.user.id, kept.hash, await hashPassword(body.password));
    // What is done at every login, such as noting who runs the server.
    const user = await this.users.ensure(kept.user.username);
    return this.sessions.begin({ user, method: 'password', session: body.session }, visitor);
  }

  /**
   * Keeps the password of an account that is made with it.
   * @throws AppError `VALIDATION` for one that is guessed first
   */
  async toKeep(username: string, password: string): Promise<Also> {
    requireGood(password, username);
    const hash = await hashPassword(password);
    return async (statements, { id }) => {
      await this.passwords.add(statements, id, hash);
    };
  }

  async state({ id }: UserRef): Promise<PasswordState> {
    this.methods.require('password');
    return { isSet: (await this.passwords.find(id)) !== undefined };
  }

  /**
   * Sets a password and ends all other logins. Who has one shows it; who has none has just logged in.
   * @returns the header by which the browser that asks stays known
   * @throws AppError `INVALID_PASSWORD`, `FRESH_LOGIN`, `VALIDATION`, `TOO_MANY_ATTEMPTS`; `CONFLICT` when two do so at once
   */
  async change(actor: UserRef, body: ChangePasswordBody, asking: Asking): Promise<string | undefined> {
    this.methods.require('password');
    const { password, current } = body;
    requireGood(password, actor.username);
    const kept = await this.passwords.find(actor.id);
    if (kept === undefined) await this.sessions.requireFresh(actor, asking.thisOne);
    // What strangers fail at does not count there.
    else await this.prove(kept, current ?? '', { key: `my-password:${actor.id}` });
    if (!(await this.passwords.replace(actor.id, kept, await hashPassword(password))))
      throw new AppError('CONFLICT', 'The password was changed meanwhile.');
    this.notices.changed(actor, kept === undefined ? 'password-set' : 'password-changed');
    return this.sessions.endOthers(actor, asking);
  }

  private async prove(
    kept: string | undefined,
    password: string,
    { key, budget }: { key: string; budget?: Budget | undefined },
  ): Promise<void> {
    await this.tries.take(key, budget);
    const isRight = await isPasswordOf(kept ?? (await this.decoyHash), password);
    if (!isRight || kept === undefined) throw wrongPassword();
    await this.tries.takeBack(key, budget);
  }

  /** The connections of somebody who was a guest come back under the new name. */
  private async goOnAs(user: UserRef, guestSessionId: string | undefined): Promise<void> {
    this.identities.forget({ userId: user.id, sessionId: guestSessionId });
    await this.sessions.handOver(guestSessionId);
    await this.fanout.reconnect(user.id);
  }
}

function requireGood(password: string, username: string): void {
  const message = passwordProblem(password, username);
  if (message !== undefined) throw validationError([{ field: 'password', message }]);
}

function wrongPassword(): AppError {
  return new AppError('INVALID_PASSWORD', 'The name or the password is wrong.');
}
