import { Injectable, Logger } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { newId, open, seal, sealingKey } from '../../common/index.js';
import { Config } from '../../config/index.js';
import { defineJob, Jobs } from '../../jobs/index.js';
import { OrdinaryDatabase } from '../../prisma/index.js';
import type { MailLanguage } from './mail-texts.js';
import { type AccountChange, addressGoneMail, changeMail, newLoginMail } from './notice-texts.js';
import { OutgoingMails } from './outgoing-mails.js';
import { type ComparedBy, UserEmailRepository } from './user-email.repository.js';

interface AddressGone {
  id: string;
  key: string;
  username: string;
  language: MailLanguage;
}

const TELL_OF_LOGIN = defineJob<{ sessionId: string; compared?: ComparedBy }>('tell-of-login');
const TELL_OF_CHANGE = defineJob<{ id: string; userId: string; change: AccountChange }>('tell-of-change');
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
    jobs.handle(TELL_OF_LOGIN, ({ sessionId, compared }) => this.tellOfLogin(sessionId, compared));
    jobs.handle(TELL_OF_CHANGE, (told) => this.tellOfChange(told));
    jobs.handle(TELL_OF_ADDRESS, ({ sealed }) => this.tellOfAddress(sealed));
  }

  /**
   * Tells of a login that comes from where they have not logged in before. A login does not wait for it, nor fail of it.
   * @param compared by its device: it is known to be new; by its client, where devices cannot be told apart
   */
  loggedIn(sessionId: string, compared: ComparedBy): void {
    if (!this.mails.isOn) return;
    this.putLogin(sessionId, compared).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'nobody is told of a login');
    });
  }

  /** Tells of what was done to their account. It is done: it does not wait for it, nor fail of it. */
  changed({ id: userId }: Pick<UserRef, 'id'>, change: AccountChange): void {
    if (!this.mails.isOn) return;
    this.putChange(userId, change).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'nobody is told of a change of an account');
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

  private async putLogin(sessionId: string, compared: ComparedBy): Promise<void> {
    await this.jobs.ready();
    const told = { sessionId, compared };
    await this.jobs.put(this.database, TELL_OF_LOGIN, told, { key: `tell-of-login ${sessionId}` });
  }

  private async putChange(userId: string, change: AccountChange): Promise<void> {
    const id = newId();
    await this.jobs.ready();
    await this.jobs.put(
      this.database,
      TELL_OF_CHANGE,
      { id, userId, change },
      { key: `tell-of-change ${id}` },
    );
  }

  private async tellOfChange({ id, userId, change }: { id: string; userId: string; change: AccountChange }) {
    const owner = await this.emails.ownerOf(userId);
    if (owner) await this.mails.send({ id, kind: 'notice', to: owner.key, text: changeMail(owner, change) });
  }

  private async tellOfLogin(sessionId: string, compared: ComparedBy = 'by its client'): Promise<void> {
    const login = await this.emails.newLogin(sessionId, compared);
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
