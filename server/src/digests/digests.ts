import { Injectable, Logger } from '@nestjs/common';
import { OutgoingMails } from '../auth/index.js';
import { Clock, newId } from '../common/index.js';
import { Config } from '../config/index.js';
import { defineJob, Jobs } from '../jobs/index.js';
import { isQuiet, Missed, type MissedAlert } from '../notifications/index.js';
import { ServerSettings } from '../server-settings/index.js';
import { type DigestItem, digestMail } from './digest-mail.js';
import { type Away, DigestsRepository, type Recipient } from './digests.repository.js';
import { Unsubscribing } from './unsubscribing.js';

/** Before the id of anybody. */
const FIRST = '00000000-0000-0000-0000-000000000000';
const PAGE = 100;
/** More than that stands in no mail. */
const ALERTS_MAX = 50;

const LOOK = defineJob<object>('look-for-digests');
const SEND = defineJob<{ userId: string; id: string }>('send-digest', { isPatient: true });

/**
 * Tells people who are away by mail of what they miss: once in the time that they have chosen, and of nothing twice. A
 * mail is begun in the transaction that puts its job in, and what stands in it is decided when it is sent.
 */
@Injectable()
export class Digests {
  private readonly logger = new Logger('Mail');

  constructor(
    private readonly config: Config,
    private readonly jobs: Jobs,
    private readonly digests: DigestsRepository,
    private readonly missed: Missed,
    private readonly mails: OutgoingMails,
    private readonly unsubscribing: Unsubscribing,
    private readonly settings: ServerSettings,
    private readonly clock: Clock,
  ) {
    jobs.every('*/5 * * * *', LOOK, () => this.look());
    jobs.handle(SEND, ({ userId, id }) => this.send(userId, id));
  }

  /** Begins the mails that are due. Of however many servers one begins each. */
  async look(): Promise<void> {
    if (!this.config.sendsDigests) return;
    await this.jobs.ready();
    for (let behind = FIRST, count = PAGE; count === PAGE;) {
      const now = this.clock.now();
      const people = await this.digests.away(behind, new Date(now), PAGE);
      // Who does not want to be disturbed is told when that is over.
      await this.begin(
        people.filter((person) => !isQuiet(person, now)),
        new Date(now),
      );
      count = people.length;
      behind = people.at(-1)?.userId ?? behind;
    }
  }

  private async begin(people: readonly Away[], now: Date): Promise<void> {
    if (people.length === 0) return;
    await this.digests.transaction(async (statements) => {
      for (const person of people) {
        const { userId } = person;
        const id = newId();
        if (await this.digests.begin(statements, person, id, now))
          await this.jobs.put(statements, SEND, { userId, id }, { key: `send-digest ${id}` });
      }
    });
  }

  /** Cut off between the mail and the note of it, it is sent once more, under the same id. */
  private async send(userId: string, id: string): Promise<void> {
    const now = this.clock.now();
    const recipient = await this.digests.recipient(userId, id, new Date(now));
    if (!recipient) return this.mails.giveUp(id);
    if (!this.config.sendsDigests || recipient.mailDigest === 'never' || isQuiet(recipient, now))
      return this.drop(userId, id);
    const alerts = await this.missed.since(userId, recipient.since, ALERTS_MAX);
    const to = alerts[0]?.at;
    const unsubscribe = this.unsubscribing.linkFor(userId);
    const items = await this.itemsOf(userId, alerts);
    const text = items.length > 0 && (await this.textFor(recipient, items, unsubscribe));
    if (!to || !text) return this.drop(userId, id, new Date(now));
    await this.mails.send({ id, kind: 'digest', to: recipient.address, text, unsubscribe });
    await this.digests.sent(userId, id, to);
    this.logger.debug({ userId, alerts: alerts.length }, 'told by mail what was missed');
  }

  /** It is not sent; nor is it said any more of one that could not be that it is tried again. */
  private async drop(userId: string, id: string, to?: Date): Promise<void> {
    await this.digests.drop(userId, id, to);
    await this.mails.giveUp(id);
  }

  /** What of it is still there. */
  private async itemsOf(userId: string, alerts: readonly MissedAlert[]): Promise<DigestItem[]> {
    const words = await this.digests.inWords(
      userId,
      alerts.map(({ messageId }) => messageId),
    );
    return alerts.flatMap(({ messageId, because }) => {
      const told = words.get(messageId);
      return told ? [{ ...told, because }] : [];
    });
  }

  private async textFor(recipient: Recipient, items: readonly DigestItem[], unsubscribe: string) {
    const { language, username, mailDigest } = recipient;
    const { MAIL_DIGEST: content, PUBLIC_URL: origin = '' } = this.config.values;
    const server = (await this.settings.forEverybody()).name ?? 'ChatKet';
    return digestMail({ language, username, server, origin, items, content, mailDigest, unsubscribe });
  }
}
