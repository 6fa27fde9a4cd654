import { Injectable, Logger } from '@nestjs/common';
import type { RequestCodeAnswer } from '@chatket/contract';
import { AppError } from '../../common/index.js';
import { Config } from '../../config/index.js';
import { CodeDelivery } from '../codes/code-delivery.js';
import { CodeJobs } from '../codes/code-jobs.js';
import { CodesToHandOver } from '../codes/codes-to-hand-over.js';
import { CodeMails } from '../mail/code-mails.js';
import { FailedMailRepository } from '../mail/failed-mail.repository.js';
import type { MailLanguage } from '../mail/mail-texts.js';
import { SmsFailure, SmsSender } from './sms-sender.js';
import { codeSms, type SmsPurpose } from './sms-texts.js';
import { UserPhoneRepository } from './user-phone.repository.js';

/** A code on its way, and to whom: which phone somebody of that name has is looked up when it is sent. */
export interface TextOnItsWay {
  code: string;
  language: MailLanguage;
  to: { kind: 'name'; username: string } | { kind: 'phone'; number: string };
}

type Sending = TextOnItsWay & { id: string };

/** Sends codes by text message. */
@Injectable()
export class CodeTexts {
  private readonly logger = new Logger('Sms');
  /** @throws AppError `UNAVAILABLE` when nothing can be put into the queue */
  readonly put: (code: TextOnItsWay) => Promise<void>;

  constructor(
    jobs: CodeJobs,
    private readonly config: Config,
    private readonly phones: UserPhoneRepository,
    private readonly sender: SmsSender,
    private readonly mails: CodeMails,
    private readonly operators: CodesToHandOver,
    private readonly failed: FailedMailRepository,
  ) {
    this.put = jobs.of<TextOnItsWay>('send-text', {
      send: (code) => this.send(code),
      giveUp: (id) => failed.giveUp(id),
    });
  }

  get isOn(): boolean {
    return this.sender.isOn;
  }

  /** @throws AppError `NOT_FOUND` where this server sends no text messages */
  requireOn(): void {
    if (!this.isOn) throw new AppError('NOT_FOUND', 'This server sends no text messages.');
  }

  private async send({ to, ...code }: Sending): Promise<void> {
    if (to.kind === 'phone') return this.sendTo(to.number, code, 'phone');
    const number = await this.phones.numberOfName(to.username);
    if (number !== undefined) return this.sendTo(number, code, 'login');
    // Who has shown no phone gets the code by mail, or from whoever runs the server.
    if (this.mails.isOn) return this.mails.put({ ...code, to });
    return this.operators.put(to.username, code.code);
  }

  private async sendTo(
    number: string,
    { id, code, language }: Omit<Sending, 'to'>,
    purpose: SmsPurpose,
  ): Promise<void> {
    const text = codeSms({ purpose, language, code, origin: this.config.get('PUBLIC_URL') });
    try {
      await this.sender.send({ id, to: number, text });
    } catch (error) {
      if (!(error instanceof SmsFailure)) throw error;
      const { reason, isOver } = error;
      await this.failed.note({ id, kind: 'sms', reason, isOver });
      if (!isOver) throw error;
      this.logger.warn({ answer: reason }, 'a text message was refused');
      return;
    }
    await this.failed.forget(id);
  }
}

/** By text message to the phone of the account. The answer is the same whether there is one. */
export class SmsCodeDelivery extends CodeDelivery {
  constructor(private readonly texts: CodeTexts) {
    super();
  }

  async deliver(username: string, code: string, language: MailLanguage): Promise<RequestCodeAnswer> {
    await this.texts.put({ code, language, to: { kind: 'name', username } });
    return {
      message:
        'Your code is on its way to the phone of the account. An account without one: look at its mail, or ask whoever runs this server.',
    };
  }
}
