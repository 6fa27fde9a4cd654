import { Injectable } from '@nestjs/common';
import {
  isGuestName,
  type RequestCodeAnswer,
  type Session,
  type UserRef,
  type VerifyCodeBody,
} from '@chatket/contract';
import { AppError, newId } from '../common/index.js';
import { Fanout } from '../realtime/index.js';
import { UsersService } from '../users/index.js';
import { CodeAge } from './codes/code-age.js';
import { CodeDelivery } from './codes/code-delivery.js';
import { hashCode, isCodeOf } from './codes/code-hash.js';
import { newLoginCode } from './codes/login-code.js';
import { LoginCodeRepository } from './codes/login-code.repository.js';
import { LoginThrottle } from './codes/login-throttle.js';
import { TokenService } from './sessions/token.service.js';

/** Logging in with one-time codes. Nobody learns from an answer whether an account exists. */
@Injectable()
export class AuthService {
  /** Compared against when there is no code, so that the answer takes as long as with one. */
  private readonly decoyHash = hashCode(newId());

  constructor(
    private readonly throttle: LoginThrottle,
    private readonly codes: LoginCodeRepository,
    private readonly age: CodeAge,
    private readonly delivery: CodeDelivery,
    private readonly users: UsersService,
    private readonly tokens: TokenService,
    private readonly fanout: Fanout,
  ) {}

  /** @throws AppError `TOO_MANY_REQUESTS` */
  async requestCode(username: string, ip: string): Promise<RequestCodeAnswer> {
    await this.throttle.admitRequest(username, ip);
    const code = newLoginCode();
    const codeId = newId();
    await this.codes.replace({ username, codeId, codeHash: await hashCode(code) });
    this.age.noteNew(codeId);
    return this.delivery.deliver(username, code);
  }

  /**
   * @throws AppError `INVALID_CODE` when there is no such code, it is wrong, used up or expired: never which of these;
   *   `TOO_MANY_ATTEMPTS` when the account has had all failures of the day; `TOO_MANY_REQUESTS`
   */
  async verifyCode({ username, code }: VerifyCodeBody, ip: string): Promise<Session> {
    await this.prove({ username, code }, ip);
    const user = await this.users.ensure(username);
    return { accessToken: await this.tokens.issue(user), user };
  }

  /**
   * Makes a guest's account one with a name of its own, for whoever proves that the name is theirs: the same account, so
   * what was written stays. A name that has an account already is not taken from it.
   * @throws AppError `CONFLICT` for who is no guest, and for a name that somebody has; as `verifyCode`
   */
  async upgrade(actor: UserRef, { username, code }: VerifyCodeBody, ip: string): Promise<Session> {
    if (!isGuestName(actor.username)) throw new AppError('CONFLICT', 'This account has a name already.');
    await this.prove({ username, code }, ip);
    const user = await this.users.upgrade(actor.id, username);
    if (!user) throw new AppError('CONFLICT', 'There is an account of that name already.');
    // They come back under the new name.
    await this.fanout.reconnect(user.id);
    return { accessToken: await this.tokens.issue(user), user };
  }

  /** Uses the code up. */
  private async prove({ username, code }: VerifyCodeBody, ip: string): Promise<void> {
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
