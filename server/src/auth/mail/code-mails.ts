import { Injectable } from '@nestjs/common';
import type { RequestCodeAnswer } from '@chatket/contract';
import { AppError } from '../../common/index.js';
import { Config } from '../../config/index.js';
import { ServerSettings } from '../../server-settings/index.js';
import { CodeDelivery } from '../codes/code-delivery.js';
import { CodeJobs } from '../codes/code-jobs.js';
import { CodesToHandOver } from '../codes/codes-to-hand-over.js';
import { codeMail, type CodeMail, type MailLanguage, type MailText } from './mail-texts.js';
import { OutgoingMails } from './outgoing-mails.js';
import { UserEmailRepository } from './user-email.repository.js';

/** A code on its way, and to whom: who has that name, or that address, is looked up when it is sent. */
export interface CodeOnItsWay {
  code: string;
  language: MailLanguage;
  to:
    | { kind: 'name'; username: string }
    | { kind: 'login'; key: string }
    | { kind: 'address'; key: string; username: string };
}

type Sending = CodeOnItsWay & { id: string };

/** Sends codes by mail. */
@Injectable()
export class CodeMails {
  /** @throws AppError `UNAVAILABLE` when nothing can be put into the queue */
  readonly put: (code: CodeOnItsWay) => Promise<void>;

  constructor(
    jobs: CodeJobs,
    private readonly config: Config,
    private readonly emails: UserEmailRepository,
    private readonly mails: OutgoingMails,
    private readonly operators: CodesToHandOver,
    private readonly settings: ServerSettings,
  ) {
    this.put = jobs.of<CodeOnItsWay>('send-code', {
      send: (code) => this.send(code),
      giveUp: (id) => mails.giveUp(id),
    });
  }

  /** @throws AppError `NO_MAIL` where this server sends no mails */
  requireOn(): void {
    if (!this.mails.isOn) throw new AppError('NO_MAIL', 'This server sends no mails.');
  }

  get isOn(): boolean {
    return this.mails.isOn;
  }

  private async send({ id, to, ...mail }: Sending): Promise<void> {
    const sendTo = (address: string, text: MailText) =>
      this.mails.send({ id, kind: 'code', to: address, text });
    switch (to.kind) {
      case 'name': {
        const address = await this.emails.addressOfName(to.username);
        // Who has shown no address yet gets the code from whoever runs the server.
        if (address === undefined) return this.operators.put(to.username, mail.code);
        return sendTo(address, this.loginMail({ ...mail, name: to.username }, to.username));
      }
      case 'login': {
        const user = await this.emails.userOf(to.key);
        if (user) return sendTo(to.key, this.loginMail({ ...mail, name: user.username }, to.key));
        if (!(await this.settings.takesAddress(to.key))) return;
        return sendTo(to.key, codeMail({ ...mail, purpose: 'register', name: to.key }));
      }
      case 'address':
        return sendTo(to.key, codeMail({ ...mail, purpose: 'address', name: to.username }));
    }
  }

  /**
   * With a link where the server knows its own address. What logs in stands behind the #, which no server and no log gets to
   * see, and whoever looks at the link for viruses uses nothing up: the page asks first.
   */
  private loginMail(mail: Omit<CodeMail, 'purpose' | 'link'>, as: string): MailText {
    const origin = this.config.get('PUBLIC_URL');
    const proof = new URLSearchParams({ as, code: mail.code });
    const link = origin === undefined ? undefined : `${origin}/login#${proof.toString()}`;
    return codeMail({ ...mail, purpose: 'login', link });
  }
}

/** By mail to the address of the account. The answer is the same whether there is one. */
export class MailCodeDelivery extends CodeDelivery {
  constructor(private readonly mails: CodeMails) {
    super();
  }

  async deliver(username: string, code: string, language: MailLanguage): Promise<RequestCodeAnswer> {
    await this.mails.put({ code, language, to: { kind: 'name', username } });
    return {
      message:
        'Your code is on its way to the mail address of the account. An account without one: ask whoever runs this server.',
    };
  }
}
