import { Injectable } from '@nestjs/common';
import type { MyEmail, UserRef } from '@chatket/contract';
import { AppError } from '../../common/index.js';
import { LoginThrottle } from '../codes/login-throttle.js';
import { OneTimeCodes } from '../codes/one-time-codes.js';
import { addressClaim, addressKey } from './address.js';
import { CodeMails } from './code-mails.js';
import type { MailLanguage } from './mail-texts.js';
import { NoticeMails } from './notice-mails.js';
import { Sessions } from '../sessions/sessions.service.js';
import { UserEmailRepository } from './user-email.repository.js';

interface Asked {
  email: string;
  ip: string;
  language: MailLanguage;
}

/** The address of an account, which counts from when its person has shown that they read what is sent there. */
@Injectable()
export class MyEmails {
  constructor(
    private readonly throttle: LoginThrottle,
    private readonly codes: OneTimeCodes,
    private readonly mails: CodeMails,
    private readonly emails: UserEmailRepository,
    private readonly notices: NoticeMails,
    private readonly sessions: Sessions,
  ) {}

  async read({ id }: UserRef): Promise<MyEmail> {
    return { address: (await this.emails.addressOf(id)) ?? null, canSend: this.mails.isOn };
  }

  /**
   * Sends a code to the address; until it is brought back nothing changes.
   * @throws AppError `TOO_MANY_REQUESTS`, for the account as for the address, whoever asks; `NO_MAIL` without mail;
   *   `FRESH_LOGIN`
   */
  async propose(
    actor: UserRef,
    { email, ip, language, sessionId }: Asked & { sessionId: string | undefined },
  ): Promise<void> {
    this.mails.requireOn();
    await this.sessions.requireFresh(actor, sessionId);
    const key = addressKey(email) ?? '';
    await this.throttle.admitRequest(`address of ${actor.id}`, { ip });
    await this.throttle.admitRequest(`address ${key}`, { ip });
    const code = await this.codes.issue(addressClaim(actor.id, key));
    await this.mails.put({ code, language, to: { kind: 'address', key, username: actor.username } });
  }

  /** @throws AppError `INVALID_CODE`, `TOO_MANY_ATTEMPTS`, `TOO_MANY_REQUESTS`; `CONFLICT` when another account has it */
  async verify(actor: UserRef, { email, code, ip, language }: Asked & { code: string }): Promise<MyEmail> {
    const key = addressKey(email) ?? '';
    await this.throttle.admitVerify(`address of ${actor.id}`, { ip });
    await this.codes.prove(addressClaim(actor.id, key), code);
    // Only who reads its mail is told that it is somebody's.
    const before = await this.emails.addressOf(actor.id);
    if (!(await this.emails.set(actor.id, { key, language })))
      throw new AppError('CONFLICT', 'Another account has this address.');
    if (before !== undefined && before !== key) await this.notices.addressGone(actor, before, language);
    return { address: key, canSend: this.mails.isOn };
  }

  /** @throws AppError `FRESH_LOGIN` */
  async remove(
    actor: UserRef,
    { language, sessionId }: { language: MailLanguage; sessionId: string | undefined },
  ): Promise<void> {
    await this.sessions.requireFresh(actor, sessionId);
    const before = await this.emails.remove(actor.id);
    if (before !== undefined) await this.notices.addressGone(actor, before, language);
  }
}
