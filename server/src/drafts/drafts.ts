import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { type Attachment, type DraftSave, LIMITS, type SharedDraft, type UserRef } from '@chatket/contract';
import { AppError } from '../common/index.js';
import { OwnUploads } from '../files/index.js';
import { defineJob, Jobs } from '../jobs/index.js';
import { type Connection, Fanout } from '../realtime/index.js';
import { RoomAccess } from '../rooms/access/index.js';
import { DraftsRepository, type KeptDraft, type OwnDraft } from './drafts.repository.js';
import { isWorthKeeping, merged } from './merge.js';

/** What is written meanwhile is written to the database together. */
const WRITE_EVERY_MS = 5_000;
const FORGET_ENDED = defineJob('drafts:forget');

/** What people have begun to write, on all their devices. The devices keep their own: this is how they agree. */
@Injectable()
export class Drafts implements OnModuleDestroy {
  private readonly logger = new Logger(Drafts.name);
  /** What is not in the database yet. */
  private unwritten = new Map<string, OwnDraft>();
  /** What is on its way into the database. */
  private beingWritten = new Map<string, OwnDraft>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly drafts: DraftsRepository,
    private readonly access: RoomAccess,
    private readonly fanout: Fanout,
    private readonly uploads: OwnUploads,
    jobs: Jobs,
  ) {
    jobs.every('17 4 * * *', FORGET_ENDED, () => drafts.forgetEnded());
  }

  /** Those with a text or files, the last one first. */
  async list({ id: userId }: UserRef): Promise<SharedDraft[]> {
    // What is written while the database is asked may be missing in its answer.
    const before = this.waitingOf(userId);
    const rows = await this.withFiles(userId, await this.drafts.list(userId));
    const kept = new Map(rows.map((draft) => [keyOf(userId, draft), draft]));
    for (const draft of [...before, ...this.waitingOf(userId)]) {
      const key = keyOf(userId, draft);
      if (draft.rev > (kept.get(key)?.rev ?? 0)) kept.set(key, draft);
    }
    return [...kept.values()].filter(isWorthKeeping).sort((a, b) => b.at.localeCompare(a.at));
  }

  /** @returns what holds now. @throws AppError what refuses `read`, `LIMIT_REACHED` */
  async save({ id, user }: Connection, save: DraftSave): Promise<SharedDraft> {
    await this.access.require(user, save.roomId, 'read');
    const key = keyOf(user.id, save);
    const attachments = save.attachments && (await this.filesOf(user.id, save.attachments));
    if (!this.unwritten.has(key)) await this.load(user.id, key, save);
    // From here on nothing waits: what is read is what is changed.
    const now = this.unwritten.get(key)?.draft;
    const draft = merged(now, { ...save, attachments, at: new Date(save.at).toISOString() });
    this.unwritten.set(key, { userId: user.id, draft });
    this.writeSoon();
    if (draft !== now) this.fanout.toUser({ userId: user.id, except: new Set([id]) }, 'draft:changed', draft);
    return draft;
  }

  /** Before the connections to the database go: what was told is kept. */
  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.timer);
    await this.writing;
    await this.write();
  }

  private waitingOf(userId: string): SharedDraft[] {
    return [...this.beingWritten.values(), ...this.unwritten.values()].flatMap((own) =>
      own.userId === userId ? [own.draft] : [],
    );
  }

  private async load(userId: string, key: string, save: DraftSave): Promise<void> {
    const kept = this.beingWritten.get(key)?.draft ?? (await this.find(userId, save));
    if (this.unwritten.has(key)) return;
    if (kept) this.unwritten.set(key, { userId, draft: kept });
    else if ((await this.drafts.count(userId)) >= LIMITS.draftsMax)
      throw new AppError('LIMIT_REACHED', `At most ${String(LIMITS.draftsMax)} drafts are kept.`);
  }

  private async find(userId: string, save: DraftSave): Promise<SharedDraft | undefined> {
    const kept = await this.drafts.find(userId, save);
    return kept && (await this.withFiles(userId, [kept]))[0];
  }

  /** Those of the files that are there, in the order in which they are named. */
  private async filesOf(userId: string, ids: readonly string[]): Promise<Attachment[]> {
    const files = await this.uploads.find(userId, ids);
    return ids.flatMap((id) => files.get(id.toLowerCase()) ?? []);
  }

  /** What was sent or forgotten meanwhile goes with a draft no more. */
  private async withFiles(userId: string, drafts: readonly KeptDraft[]): Promise<SharedDraft[]> {
    const files = await this.uploads.find(
      userId,
      drafts.flatMap(({ fileIds }) => fileIds),
    );
    return drafts.map(({ fileIds, ...draft }) => {
      const attachments = fileIds.flatMap((id) => files.get(id) ?? []);
      return attachments.length > 0 ? { ...draft, attachments } : draft;
    });
  }

  private writeSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.writing = this.write();
    }, WRITE_EVERY_MS).unref();
  }

  private async write(): Promise<void> {
    const drafts = this.unwritten;
    if (drafts.size === 0) return;
    this.unwritten = new Map();
    this.beingWritten = drafts;
    try {
      await this.drafts.write([...drafts.values()]);
    } catch (error) {
      this.logger.warn({ err: error }, 'drafts could not be written; they are tried again');
      for (const [key, own] of drafts) if (!this.unwritten.has(key)) this.unwritten.set(key, own);
      this.writeSoon();
    } finally {
      this.beingWritten = new Map();
    }
  }
}

function keyOf(userId: string, { roomId, threadId = '' }: Pick<SharedDraft, 'roomId' | 'threadId'>): string {
  return `${userId} ${roomId} ${threadId}`;
}
