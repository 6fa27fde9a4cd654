import { Injectable } from '@nestjs/common';
import { isGuestName, type RequestCodeAnswer, type UserRef, type VerifyCodeBody } from '@chatket/contract';
import { AppError } from '../common/index.js';
import { Fanout } from '../realtime/index.js';
import { ServerSettings } from '../server-settings/index.js';
import { UsersService } from '../users/index.js';
import { AuthMethods } from './auth-methods.js';
import { CodeDelivery } from './codes/code-delivery.js';
import { LoginThrottle } from './codes/login-throttle.js';
import { OneTimeCodes } from './codes/one-time-codes.js';
import { KnownDevices } from './devices/known-devices.js';
import { MailLogin } from './mail/mail-login.js';
import type { MailLanguage } from './mail/mail-texts.js';
import { Identities } from './sessions/identities.js';
import { Sessions, type Started } from './sessions/sessions.service.js';
import type { Visitor } from './sessions/visitor.js';

/** With an address, the name is that of a new account. */
interface LoginName {
  username: string;
  email?: string;
}

type LoginBody = LoginName & VerifyCodeBody;

/** A guest, and the login that they ask by. */
interface GuestLogin {
  user: UserRef;
  sessionId: string | undefined;
}

/** Logging in with one-time codes. Nobody learns from an answer whether an account exists. */
@Injectable()
export class AuthService {
  constructor(
    private readonly methods: AuthMethods,
    private readonly throttle: LoginThrottle,
    private readonly codes: OneTimeCodes,
    private readonly devices: KnownDevices,
    private readonly mail: MailLogin,
    private readonly delivery: CodeDelivery,
    private readonly users: UsersService,
    private readonly settings: ServerSettings,
    private readonly sessions: Sessions,
    private readonly identities: Identities,
    private readonly fanout: Fanout,
  ) {}

  /** @throws AppError `TOO_MANY_REQUESTS`, `PROOF_NEEDED`; `NO_MAIL` for an address where no mail is sent; `NOT_FOUND` where nobody logs in with codes */
  async requestCode(
    { username, email }: LoginName,
    visitor: Visitor,
    language: MailLanguage,
  ): Promise<RequestCodeAnswer> {
    this.methods.require('code');
    if (email !== undefined) return this.mail.requestCode(email, visitor, language);
    const device = await this.devices.ofName(username, visitor);
    await this.throttle.admitRequest(username, visitor, { device });
    return this.delivery.deliver(username, await this.codes.issue(username), language);
  }

  /**
   * @throws AppError `INVALID_CODE` when there is no such code, it is wrong, used up or expired: never which of these;
   *   `TOO_MANY_ATTEMPTS` when the account has had all failures of the day; `TOO_MANY_REQUESTS`, `PROOF_NEEDED`; `ORIGIN_NOT_ALLOWED`
   *   for a login that is to be kept in a cookie, and is no page's of this server; `SECOND_FACTOR`; `NOT_FOUND` where
   *   nobody logs in with codes; `NAME_NEEDED` for the address of nobody; what refuses new accounts
   */
  async verifyCode(body: LoginBody, visitor: Visitor, language: MailLanguage): Promise<Started> {
    this.methods.require('code');
    this.sessions.requireMayKeep(visitor, body);
    const user = await this.whoProves(body, visitor, language);
    return this.sessions.begin({ user, method: 'code', session: body.session }, visitor);
  }

  /**
   * Makes a guest's account one with a name of its own, for whoever proves that the name is theirs: the same account, so
   * what was written stays. A name that has an account already is not taken from it.
   * @throws AppError `CONFLICT` for who is no guest, and for a name that somebody has; as `verifyCode`
   */
  async upgrade(
    { user: guest, sessionId }: GuestLogin,
    body: VerifyCodeBody,
    visitor: Visitor,
  ): Promise<Started> {
    if (!isGuestName(guest.username)) throw new AppError('CONFLICT', 'This account has a name already.');
    this.methods.require('code');
    this.sessions.requireMayKeep(visitor, body);
    await this.prove(body, visitor);
    await this.settings.requireGuestMayStay();
    const user = await this.users.upgrade(guest.id, body.username);
    if (!user) throw new AppError('CONFLICT', 'There is an account of that name already.');
    const started = await this.sessions.begin({ user, method: 'code', session: body.session }, visitor);
    this.identities.forget({ userId: user.id, sessionId });
    await this.sessions.handOver(sessionId);
    // They come back under the new name.
    await this.fanout.reconnect(user.id);
    return started;
  }

  private async whoProves(body: LoginBody, visitor: Visitor, language: MailLanguage): Promise<UserRef> {
    if (body.email !== undefined) return this.mail.prove({ ...body, email: body.email, language }, visitor);
    await this.prove(body, visitor);
    await this.settings.requireMayEnter(body);
    return this.users.ensure(body.username, { isByCode: true });
  }

  /** Uses the code up. */
  private async prove(
    { username, code }: Pick<VerifyCodeBody, 'username' | 'code'>,
    visitor: Visitor,
  ): Promise<void> {
    const budget = await this.throttle.admitVerify(username, visitor, {
      device: await this.devices.ofName(username, visitor),
      isSuspect: () => this.codes.isSuspect(username),
    });
    await this.codes.prove(username, code, budget);
  }
}
