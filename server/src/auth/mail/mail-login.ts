import { Injectable } from '@nestjs/common';
import type { RequestCodeAnswer, UserRef } from '@chatket/contract';
import { LoginThrottle } from '../codes/login-throttle.js';
import { invalidCode, OneTimeCodes } from '../codes/one-time-codes.js';
import { addressKey, loginClaim } from './address.js';
import { CodeMails } from './code-mails.js';
import type { MailLanguage } from './mail-texts.js';
import { UserEmailRepository } from './user-email.repository.js';

/**
 * Logging in by the address of an account. Codes belong to the address, whether or not an account has it: all that
 * depends on it is whether a mail comes, and nobody learns it otherwise.
 */
@Injectable()
export class MailLogin {
  constructor(
    private readonly throttle: LoginThrottle,
    private readonly codes: OneTimeCodes,
    private readonly mails: CodeMails,
    private readonly emails: UserEmailRepository,
  ) {}

  /** @throws AppError `TOO_MANY_REQUESTS`; `FORBIDDEN` where no mail is sent */
  async requestCode(
    email: string,
    { ip, language }: { ip: string; language: MailLanguage },
  ): Promise<RequestCodeAnswer> {
    this.mails.requireOn();
    const key = addressKey(email) ?? '';
    const claim = loginClaim(key);
    await this.throttle.admitRequest(claim, ip);
    await this.mails.put({ code: await this.codes.issue(claim), language, to: { kind: 'login', key } });
    return { message: 'If an account has this address, its code is on its way.' };
  }

  /** Uses the code up. @throws AppError as `AuthService.verifyCode` */
  async prove(email: string, code: string, ip: string): Promise<UserRef> {
    const key = addressKey(email) ?? '';
    const claim = loginClaim(key);
    await this.throttle.admitVerify(claim, ip);
    await this.codes.prove(claim, code);
    const user = await this.emails.userOf(key);
    if (!user) throw invalidCode();
    return user;
  }
}
