import { Injectable, Logger } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { newId, open, seal, sealingKey } from '../../common/index.js';
import { Config } from '../../config/index.js';
import { defineJob, Jobs } from '../../jobs/index.js';
import { OrdinaryDatabase } from '../../prisma/index.js';
import type { MailLanguage } from './mail-texts.js';
import { addressGoneMail, newLoginMail } from './notice-texts.js';
import { OutgoingMails } from './outgoing-mails.js';
import { UserEmailRepository } from './user-email.repository.js';

interface AddressGone {
  id: string;
  key: string;
  username: string;
  language: MailLanguage;
}

const TELL_OF_LOGIN = defineJob<{ sessionId: string }>('tell-of-login');
const TELL_OF_ADDRESS = defineJob<{ sealed: string }>('tell-of-address');
const SEALED_AS = 'address that was';

/** Mails that nobody has asked for: what somebody has to know about their account. */
@Injectable()
export class NoticeMails {
  private readonly logger = new Logger('Mail');
  private readonly key: Buffer;

  constructor(
    config: Config,
    private readonly jobs: Jobs,
    private readonly database: OrdinaryDatabase,
    private readonly emails: UserEmailRepository,
    private readonly mails: OutgoingMails,
  ) {
    this.key = sealingKey(config.get('JWT_SECRET'));
    jobs.handle(TELL_OF_LOGIN, ({ sessionId }) => this.tellOfLogin(sessionId));
    jobs.handle(TELL_OF_ADDRESS, ({ sealed }) => this.tellOfAddress(sealed));
  }

  /** Tells of a login with a client that they have not used before. A login does not wait for it, nor fail of it. */
  loggedIn(sessionId: string): void {
    if (!this.mails.isOn) return;
    this.putLogin(sessionId).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'nobody is told of a login');
    });
  }

  /** To the address itself: whoever has taken the account over cannot keep it from being told. */
  async addressGone({ username }: UserRef, key: string, language: MailLanguage): Promise<void> {
    if (!this.mails.isOn) return;
    const id = newId();
    const text = JSON.stringify({ id, key, username, language } satisfies AddressGone);
    const sealed = seal(this.key, SEALED_AS, text).toString('base64');
    await this.jobs.ready();
    await this.jobs.put(this.database, TELL_OF_ADDRESS, { sealed }, { key: `tell-of-address ${id}` });
  }

  private async putLogin(sessionId: string): Promise<void> {
    await this.jobs.ready();
    await this.jobs.put(this.database, TELL_OF_LOGIN, { sessionId }, { key: `tell-of-login ${sessionId}` });
  }

  private async tellOfLogin(sessionId: string): Promise<void> {
    const login = await this.emails.newLogin(sessionId);
    if (!login) return;
    await this.mails.send({ id: sessionId, kind: 'notice', to: login.key, text: newLoginMail(login) });
  }

  private async tellOfAddress(sealed: string): Promise<void> {
    const text = open(this.key, SEALED_AS, Buffer.from(sealed, 'base64'));
    if (text === undefined) return;
    const gone = JSON.parse(text) as AddressGone;
    await this.mails.send({ id: gone.id, kind: 'notice', to: gone.key, text: addressGoneMail(gone) });
  }
}
