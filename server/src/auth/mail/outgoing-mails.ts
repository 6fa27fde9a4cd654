import { Injectable, Logger } from '@nestjs/common';
import type { FailedMail, MailKind, UserRef } from '@chatket/contract';
import { FailedMailRepository } from './failed-mail.repository.js';
import type { MailText } from './mail-texts.js';
import { Mailer, mailFailure } from './mailer.js';

export interface OutgoingMail {
  /** The same each time that it is tried. */
  id: string;
  kind: MailKind;
  to: string;
  text: MailText;
  /** Where one click, of a person or of their mail program, ends mails of this kind. */
  unsubscribe?: string;
}

/** Sends mails from jobs. What fails is kept for those who run the server to see, until it has been sent. */
@Injectable()
export class OutgoingMails {
  private readonly logger = new Logger('Mail');

  constructor(
    private readonly mailer: Mailer,
    private readonly failed: FailedMailRepository,
  ) {}

  get isOn(): boolean {
    return this.mailer.isOn;
  }

  /**
   * Resolves when the mail server has taken the mail, or has refused it for good.
   * @throws Error when it may take it later: the job is tried again
   */
  async send({ id, kind, to, text, unsubscribe }: OutgoingMail): Promise<void> {
    try {
      await this.mailer.send(to, text, unsubscribe === undefined ? undefined : { id, unsubscribe });
    } catch (error) {
      const { reason, isOver } = mailFailure(error);
      await this.failed.note({ id, kind, reason, isOver });
      if (!isOver) throw error;
      this.logger.warn({ answer: reason }, 'a mail was refused');
      return;
    }
    await this.failed.forget(id);
  }

  /** It is not tried again. */
  giveUp(id: string): Promise<void> {
    return this.failed.giveUp(id);
  }

  /** Those that could not be sent; none for whoever does not run the server. */
  listFailed({ id }: UserRef): Promise<FailedMail[]> {
    return this.failed.list(id);
  }
}
