import { Injectable } from '@nestjs/common';
import { isGuestName, type RequestCodeAnswer, type UserRef, type VerifyCodeBody } from '@chatket/contract';
import { AppError, newId } from '../common/index.js';
import { Fanout } from '../realtime/index.js';
import { ServerSettings } from '../server-settings/index.js';
import { UsersService } from '../users/index.js';
import { AuthMethods } from './auth-methods.js';
import { CodeAge } from './codes/code-age.js';
import { CodeDelivery } from './codes/code-delivery.js';
import { hashCode, isCodeOf } from './codes/code-hash.js';
import { newLoginCode } from './codes/login-code.js';
import { LoginCodeRepository } from './codes/login-code.repository.js';
import { LoginThrottle } from './codes/login-throttle.js';
import { Identities } from './sessions/identities.js';
import { Sessions, type Started } from './sessions/sessions.service.js';
import type { Visitor } from './sessions/visitor.js';

/** A guest, and the login that they ask by. */
interface GuestLogin {
  user: UserRef;
  sessionId: string | undefined;
}

/** Logging in with one-time codes. Nobody learns from an answer whether an account exists. */
@Injectable()
export class AuthService {
  /** Compared against when there is no code, so that the answer takes as long as with one. */
  private readonly decoyHash = hashCode(newId());

  constructor(
    private readonly methods: AuthMethods,
    private readonly throttle: LoginThrottle,
    private readonly codes: LoginCodeRepository,
    private readonly age: CodeAge,
    private readonly delivery: CodeDelivery,
    private readonly users: UsersService,
    private readonly settings: ServerSettings,
    private readonly sessions: Sessions,
    private readonly identities: Identities,
    private readonly fanout: Fanout,
  ) {}

  /** @throws AppError `TOO_MANY_REQUESTS`; `NOT_FOUND` where nobody logs in with codes */
  async requestCode(username: string, ip: string): Promise<RequestCodeAnswer> {
    this.methods.require('code');
    await this.throttle.admitRequest(username, ip);
    const code = newLoginCode();
    const codeId = newId();
    await this.codes.replace({ username, codeId, codeHash: await hashCode(code) });
    this.age.noteNew(codeId);
    return this.delivery.deliver(username, code);
  }

  /**
   * @throws AppError `INVALID_CODE` when there is no such code, it is wrong, used up or expired: never which of these;
   *   `TOO_MANY_ATTEMPTS` when the account has had all failures of the day; `TOO_MANY_REQUESTS`; `ORIGIN_NOT_ALLOWED`
   *   for a login that is to be kept in a cookie, and is no page's of this server; `SECOND_FACTOR`; `NOT_FOUND` where
   *   nobody logs in with codes; what refuses new accounts
   */
  async verifyCode(body: VerifyCodeBody, visitor: Visitor): Promise<Started> {
    this.methods.require('code');
    this.sessions.requireMayKeep(visitor, body);
    await this.prove(body, visitor.ip);
    await this.settings.requireMayEnter(body);
    const user = await this.users.ensure(body.username);
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
    await this.prove(body, visitor.ip);
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

  /** Uses the code up. */
  private async prove(
    { username, code }: Pick<VerifyCodeBody, 'username' | 'code'>,
    ip: string,
  ): Promise<void> {
    await this.throttle.admitVerify(username, ip);
    const lockedForMs = await this.codes.lockedForMs(username);
    if (lockedForMs > 0) {
      throw new AppError('TOO_MANY_ATTEMPTS', 'Too many wrong codes today. Try again tomorrow.', {
        retryAfterMs: lockedForMs,
      });
    }
    const attempt = await this.codes.takeTry(username);
    const isRight = await isCodeOf(attempt?.codeHash ?? (await this.decoyHash), code);
    const isUsable = attempt !== undefined && isRight && !this.age.isOver(attempt.codeId);
    if (!isUsable || !(await this.codes.consume(username, attempt.codeId))) {
      throw new AppError('INVALID_CODE', 'This code is wrong or no longer valid. Ask for a new one.');
    }
  }
}
