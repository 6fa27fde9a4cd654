import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { isChange, type LogEntry, type Message } from '@chatket/contract';
import { AppError, Clock } from '../common/index.js';
import { EventBus } from '../events/index.js';
import { Jobs } from '../jobs/index.js';
import { entriesCommitted } from '../log/index.js';
import { ServerSettings } from '../server-settings/index.js';
import { OwnLinks } from './own-links.js';
import { keyOf, PREVIEW_MESSAGE } from './preview-job.js';
import { PagesRepository } from './pages.repository.js';

/**
 * Hears of messages behind their commit, and has those looked at that link somewhere: the process that has committed them,
 * and whoever had to read them. What is lost when a server dies in between is a preview, and nothing else.
 */
@Injectable()
export class WatchLinks implements OnModuleInit {
  private readonly logger = new Logger(WatchLinks.name);

  constructor(
    private readonly settings: ServerSettings,
    private readonly links: OwnLinks,
    private readonly jobs: Jobs,
    private readonly pages: PagesRepository,
    private readonly clock: Clock,
    private readonly events: EventBus,
  ) {}

  onModuleInit(): void {
    this.events.on(entriesCommitted, ({ entries, isTold }) => {
      if (isTold) return;
      const messages = entries.flatMap((entry) => this.worthLooking(entry) ?? []);
      if (messages.length > 0) void this.plan(messages);
    });
  }

  /** An edit may have put what was a link between other signs: what shows previews is looked at, too. */
  private worthLooking(entry: LogEntry): Message | undefined {
    if (isChange(entry) && !(entry.kind === 'message' && entry.what === 'edited')) return undefined;
    const message = isChange(entry) ? entry.message : entry;
    return message.previews || this.links.in(message.text).length > 0 ? message : undefined;
  }

  private async plan(messages: readonly Message[]): Promise<void> {
    try {
      if (!(await this.settings.forEverybody()).linkPreviews) return;
      await this.jobs.ready();
      const since = this.clock.now();
      await this.pages.transaction(async (statements) => {
        for (const { messageId } of messages)
          await this.jobs.put(statements, PREVIEW_MESSAGE, { messageId, since }, { key: keyOf(messageId) });
      });
    } catch (error) {
      if (!(error instanceof AppError && error.isRetryable)) throw error;
      this.logger.warn({ err: error }, 'links are left without previews');
    }
  }
}
