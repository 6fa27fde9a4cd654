import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MessageView } from '../chat/message/index.js';
import { Clock } from '../common/index.js';
import { EditTurns } from '../edits/index.js';
import { Jobs } from '../jobs/index.js';
import { ChangePublisher } from '../log/index.js';
import { ServerSettings } from '../server-settings/index.js';
import { OwnLinks } from './own-links.js';
import { Pages } from './pages.js';
import { PagesRepository } from './pages.repository.js';
import { keyOf, PREVIEW_MESSAGE, type PreviewJob, SWEEP_PREVIEWS } from './preview-job.js';
import { PreviewsRepository } from './previews.repository.js';

/** Pages that are being asked, or that nobody is free for, are looked for again so soon, and then less and less often. */
const AGAIN_MS = { first: 1_000, last: 60_000 };
/** What could not be found out by then nobody waits for any more. */
const PATIENCE_MS = 10 * 60_000;
/** So long what is gone is kept: it may be brought back, and a backup that runs meanwhile finds its pictures. */
const KEPT_MS = 24 * 60 * 60 * 1_000;

/** Adds to messages what the pages say that they link to: behind the message, and in nobody's way. */
@Injectable()
export class MakePreviews implements OnModuleInit {
  constructor(
    private readonly settings: ServerSettings,
    private readonly links: OwnLinks,
    private readonly pages: Pages,
    private readonly known: PagesRepository,
    private readonly previews: PreviewsRepository,
    private readonly views: MessageView,
    private readonly turns: EditTurns,
    private readonly changes: ChangePublisher,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(PREVIEW_MESSAGE, (job) => this.run(job));
    this.jobs.every('41 * * * *', SWEEP_PREVIEWS, () => this.sweep());
  }

  /** Twice is once: what is so already is no change. */
  async run({ messageId, since, tries = 0 }: PreviewJob): Promise<void> {
    if (!(await this.settings.forEverybody()).linkPreviews) return;
    const message = await this.views.find(messageId);
    if (!message || message.deleted) return;
    const { roomId, text } = message;
    const links = this.links.in(text);
    const isKnown = [];
    for (const link of links) isKnown.push(await this.pages.know(link));
    if (isKnown.includes(false) && this.clock.now() - since < PATIENCE_MS) {
      await this.putOff({ messageId, since, tries });
      return;
    }
    const outcome = await this.turns.take(roomId, () =>
      this.previews.set({ roomId, messageId, text }, links),
    );
    if (outcome.kind !== 'changed') return;
    const { seq, at } = outcome;
    void this.changes.publish({ roomId, messageId, seq, at, what: 'previewed' });
  }

  /** @param keptMs what is younger stays */
  sweep(keptMs = KEPT_MS): Promise<void> {
    return this.known.sweep(keptMs);
  }

  /** Nobody waits inside of a job: others want to be done, too. */
  private putOff({ tries, ...job }: Required<PreviewJob>): Promise<void> {
    const at = new Date(this.clock.now() + Math.min(AGAIN_MS.first * 2 ** tries, AGAIN_MS.last));
    return this.known.transaction((statements) =>
      this.jobs.put(
        statements,
        PREVIEW_MESSAGE,
        { ...job, tries: tries + 1 },
        { key: keyOf(job.messageId), at },
      ),
    );
  }
}
