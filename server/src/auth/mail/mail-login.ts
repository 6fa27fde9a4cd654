import { Injectable } from '@nestjs/common';
import type { RequestCodeAnswer, UserRef } from '@chatket/contract';
import { AppError } from '../../common/index.js';
import { ServerSettings } from '../../server-settings/index.js';
import { UsersService } from '../../users/index.js';
import { LoginThrottle } from '../codes/login-throttle.js';
import { invalidCode, OneTimeCodes } from '../codes/one-time-codes.js';
import { KnownDevices } from '../devices/known-devices.js';
import type { Visitor } from '../sessions/visitor.js';
import { addressKey, loginClaim } from './address.js';
import { CodeMails } from './code-mails.js';
import type { MailLanguage } from './mail-texts.js';
import { UserEmailRepository } from './user-email.repository.js';

/** What somebody proves an address by, and the name that they want for a new account. */
interface EmailProof {
  email: string;
  code: string;
  username?: string;
  language: MailLanguage;
}

/**
 * Logging in by the address of an account. Codes belong to the address, whether or not an account has it: all that
 * depends on it is which mail comes, if any, and nobody learns it otherwise.
 */
@Injectable()
export class MailLogin {
  constructor(
    private readonly throttle: LoginThrottle,
    private readonly codes: OneTimeCodes,
    private readonly devices: KnownDevices,
    private readonly mails: CodeMails,
    private readonly emails: UserEmailRepository,
    private readonly users: UsersService,
    private readonly settings: ServerSettings,
  ) {}

  /** @throws AppError `TOO_MANY_REQUESTS`, `PROOF_NEEDED`; `NO_MAIL` where no mail is sent */
  async requestCode(email: string, visitor: Visitor, language: MailLanguage): Promise<RequestCodeAnswer> {
    this.mails.requireOn();
    const key = addressKey(email) ?? '';
    const claim = loginClaim(key);
    await this.throttle.admitRequest(claim, visitor, {
      device: await this.devices.ofAddress(key, visitor),
    });
    await this.mails.put({ code: await this.codes.issue(claim), language, to: { kind: 'login', key } });
    return { message: 'If an account has this address, or can be made by it, its code is on its way.' };
  }

  /**
   * Uses the code up.
   * @throws AppError `NAME_NEEDED` where the address makes a new account, and `CONFLICT` for a name that somebody has: both
   *   leave the code as it is; else as `AuthService.verifyCode`
   */
  async prove({ email, code, username, language }: EmailProof, visitor: Visitor): Promise<UserRef> {
    const key = addressKey(email) ?? '';
    const claim = loginClaim(key);
    const budget = await this.throttle.admitVerify(claim, visitor, {
      device: await this.devices.ofAddress(key, visitor),
      isSuspect: () => this.codes.isSuspect(claim),
    });
    const right = await this.codes.check(claim, code, budget);
    const known = await this.emails.userOf(key);
    if (known) {
      await this.codes.use(right);
      return known;
    }
    if (!(await this.settings.takesAddress(key))) throw invalidCode();
    if (username === undefined)
      throw new AppError('NAME_NEEDED', 'This makes a new account: say which name it is to have.');
    if (this.settings.isOfOwner(username)) throw nameTaken();
    const made = await this.users.make(username, async (statements, { id }) => {
      await this.codes.use(right, statements);
      if (!(await this.emails.add(statements, id, { key, language })))
        throw new AppError('CONFLICT', 'An account has this address meanwhile.');
    });
    if (!made) throw nameTaken();
    return made;
  }
}

function nameTaken(): AppError {
  return new AppError('CONFLICT', 'This name is not free.');
}
