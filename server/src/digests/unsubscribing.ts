import { Injectable } from '@nestjs/common';
import { open, page, html, seal, sealingKey, AppError } from '../common/index.js';
import { Config } from '../config/index.js';
import { NoticeSettingsService } from '../notifications/index.js';
import { DIGEST_TEXTS } from './digest-texts.js';
import { DigestsRepository } from './digests.repository.js';

const SEALED_AS = 'no more digests';

/** Ends mails of what somebody has missed by a link that only they were sent: whoever has it need not log in. */
@Injectable()
export class Unsubscribing {
  private readonly key: Buffer;

  constructor(
    private readonly config: Config,
    private readonly digests: DigestsRepository,
    private readonly settings: NoticeSettingsService,
  ) {
    this.key = sealingKey(config.get('JWT_SECRET'));
  }

  /** It does nothing else, for as long as the server has its secret. */
  linkFor(userId: string): string {
    const token = seal(this.key, SEALED_AS, userId).toString('base64url');
    return `${this.config.get('PUBLIC_URL') ?? ''}/api/digests/off?token=${token}`;
  }

  /** A page that asks first: programs that look at links end nothing. @throws AppError `NOT_FOUND` */
  async ask(token: string): Promise<string> {
    const { language, texts } = await this.textsFor(await this.personOf(token));
    return page({
      language,
      title: texts.off.title,
      body: html`<p>${texts.off.ask}</p>
        <form method="post">
          <button>${texts.off.button}</button>
        </form>`,
    });
  }

  /** Twice is once. @throws AppError `NOT_FOUND` */
  async end(token: string): Promise<string> {
    const userId = await this.personOf(token);
    await this.settings.change({ id: userId }, { mailDigest: 'never' });
    const { language, texts } = await this.textsFor(userId);
    return page({ language, title: texts.off.title, body: html`<p>${texts.off.done}</p>` });
  }

  private async personOf(token: string): Promise<string> {
    const userId = open(this.key, SEALED_AS, Buffer.from(token, 'base64url'));
    if (userId === undefined || !(await this.digests.exists(userId)))
      throw new AppError('NOT_FOUND', 'This link leads nowhere.');
    return userId;
  }

  private async textsFor(userId: string) {
    const language = (await this.digests.languageOf(userId)) ?? 'en';
    return { language, texts: DIGEST_TEXTS[language] };
  }
}
