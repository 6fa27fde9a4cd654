import { Injectable } from '@nestjs/common';
import type { MyPhone, UserRef } from '@chatket/contract';
import { LoginThrottle } from '../codes/login-throttle.js';
import { OneTimeCodes } from '../codes/one-time-codes.js';
import type { MailLanguage } from '../mail/mail-texts.js';
import { NoticeMails } from '../mail/notice-mails.js';
import { Sessions } from '../sessions/sessions.service.js';
import { CodeTexts } from './code-texts.js';
import { phoneClaim } from './phone-number.js';
import { UserPhoneRepository } from './user-phone.repository.js';

interface Asked {
  number: string;
  ip: string;
}

/** The phone of an account, which counts from when its person has shown that they read what is sent there. */
@Injectable()
export class MyPhoneNumber {
  constructor(
    private readonly throttle: LoginThrottle,
    private readonly codes: OneTimeCodes,
    private readonly texts: CodeTexts,
    private readonly phones: UserPhoneRepository,
    private readonly notices: NoticeMails,
    private readonly sessions: Sessions,
  ) {}

  async read({ id }: UserRef): Promise<MyPhone> {
    return { number: (await this.phones.numberOf(id)) ?? null, canSend: this.texts.isOn };
  }

  /**
   * Sends a code to the phone; until it is brought back nothing changes.
   * @throws AppError `TOO_MANY_REQUESTS`, for the account as for the number, whoever asks; `NOT_FOUND` where none are sent;
   *   `FRESH_LOGIN`
   */
  async propose(
    actor: UserRef,
    { number, ip, language, sessionId }: Asked & { language: MailLanguage; sessionId: string | undefined },
  ): Promise<void> {
    this.texts.requireOn();
    await this.sessions.requireFresh(actor, sessionId);
    await this.throttle.admitRequest(`phone of ${actor.id}`, { ip });
    await this.throttle.admitRequest(`phone ${number}`, { ip });
    const code = await this.codes.issue(phoneClaim(actor.id, number));
    await this.texts.put({ code, language, to: { kind: 'phone', number } });
  }

  /** @throws AppError `INVALID_CODE`, `TOO_MANY_ATTEMPTS`, `TOO_MANY_REQUESTS` */
  async verify(actor: UserRef, { number, code, ip }: Asked & { code: string }): Promise<MyPhone> {
    await this.throttle.admitVerify(`phone of ${actor.id}`, { ip });
    await this.codes.prove(phoneClaim(actor.id, number), code);
    await this.phones.set(actor.id, number);
    this.notices.changed(actor, 'phone-set');
    return this.read(actor);
  }

  /** Twice is once. @throws AppError `FRESH_LOGIN` */
  async remove(actor: UserRef, sessionId: string | undefined): Promise<void> {
    await this.sessions.requireFresh(actor, sessionId);
    if (await this.phones.remove(actor.id)) this.notices.changed(actor, 'phone-removed');
  }
}
