import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { type Attachment, type DraftSave, LIMITS, type SharedDraft, type UserRef } from '@chatket/contract';
import { ClusterBus } from '../cluster/index.js';
import { AppError } from '../common/index.js';
import { OwnUploads } from '../files/index.js';
import { defineJob, Jobs } from '../jobs/index.js';
import { type Connection, Fanout } from '../realtime/index.js';
import { RoomAccess } from '../rooms/access/index.js';
import { DraftsRepository, keyOf, type KeptDraft, type OwnDraft } from './drafts.repository.js';
import { isWorthKeeping, merged, type ToldDraft } from './merge.js';

/** What is written meanwhile is written to the database together. */
const WRITE_EVERY_MS = 5_000;
/** How often others may be first, in the moment between reading and writing. */
const TRIES = 10;
const FORGET_ENDED = defineJob('drafts:forget');

/**
 * What people have begun to write, on all their devices. The devices keep their own: this is how they agree. A process that is
 * alone holds what is written for a moment; where there are others they agree in the database.
 */
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
    private readonly bus: ClusterBus,
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

  /** @returns what holds now. @throws AppError what refuses `read`, `LIMIT_REACHED`, `UNAVAILABLE` */
  async save({ id, user }: Connection, save: DraftSave): Promise<SharedDraft> {
    await this.access.require(user, save.roomId, 'read');
    const attachments = save.attachments && (await this.filesOf(user.id, save.attachments));
    const told = { ...save, attachments, at: new Date(save.at).toISOString() };
    const { now, draft } = await (this.bus.hasPeers ? this.agree(user.id, told) : this.hold(user.id, told));
    if (draft !== now) this.fanout.toUser({ userId: user.id, except: new Set([id]) }, 'draft:changed', draft);
    return draft;
  }

  /** Before the connections to the database go: what was told is kept. */
  async onModuleDestroy(): Promise<void> {
    await this.writeNow();
  }

  /** Where this process is alone: it is written soon. */
  private async hold(userId: string, told: ToldDraft): Promise<Merged> {
    const key = keyOf(userId, told);
    if (!this.unwritten.has(key)) await this.load(userId, key, told);
    // From here on nothing waits: what is read is what is changed.
    const now = this.unwritten.get(key)?.draft;
    const draft = merged(now, told);
    this.unwritten.set(key, { userId, draft });
    this.writeSoon();
    return { now, draft };
  }

  /** Where others may hear of the same draft: what is there is changed there. */
  private async agree(userId: string, told: ToldDraft): Promise<Merged> {
    // It was alone until a moment ago.
    if (this.waitingOf(userId).length > 0) await this.writeNow();
    for (let round = 0; round < TRIES; round += 1) {
      const now = await this.find(userId, told);
      if (!now) await this.requireRoom(userId);
      const draft = merged(now, told);
      if (draft === now || (await this.drafts.replace({ userId, draft }, now?.rev ?? 0)))
        return { now, draft };
    }
    throw new AppError('UNAVAILABLE', 'The draft is being changed by others. Try again.');
  }

  private waitingOf(userId: string): SharedDraft[] {
    return [...this.beingWritten.values(), ...this.unwritten.values()].flatMap((own) =>
      own.userId === userId ? [own.draft] : [],
    );
  }

  private async load(userId: string, key: string, save: ToldDraft): Promise<void> {
    const kept = this.beingWritten.get(key)?.draft ?? (await this.find(userId, save));
    if (this.unwritten.has(key)) return;
    if (kept) this.unwritten.set(key, { userId, draft: kept });
    else await this.requireRoom(userId);
  }

  /** @throws AppError `LIMIT_REACHED` */
  private async requireRoom(userId: string): Promise<void> {
    if ((await this.drafts.count(userId)) >= LIMITS.draftsMax)
      throw new AppError('LIMIT_REACHED', `At most ${String(LIMITS.draftsMax)} drafts are kept.`);
  }

  private async find(userId: string, save: ToldDraft): Promise<SharedDraft | undefined> {
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
      void this.writeNow();
    }, WRITE_EVERY_MS).unref();
  }

  /** One after the other. Never throws. */
  private writeNow(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  private async write(): Promise<void> {
    const drafts = this.unwritten;
    if (drafts.size === 0) return;
    this.unwritten = new Map();
    this.beingWritten = drafts;
    try {
      for (const own of await this.drafts.write([...drafts.values()])) await this.putBeside(own);
    } catch (error) {
      this.logger.warn({ err: error }, 'drafts could not be written; they are tried again');
      for (const [key, own] of drafts) if (!this.unwritten.has(key)) this.unwritten.set(key, own);
      this.writeSoon();
    } finally {
      this.beingWritten = new Map();
    }
  }

  /** Another process wrote the same one before either knew of the other: both texts stay. What came after it is left. */
  private async putBeside({ userId, draft }: OwnDraft): Promise<void> {
    const there = await this.find(userId, draft);
    // Its own: it was written, and nobody heard.
    if (there?.rev !== draft.rev || (there.text === draft.text && there.at === draft.at)) return;
    const both = merged(there, { ...draft, rev: draft.rev - 1 });
    if (both === there || !(await this.drafts.replace({ userId, draft: both }, there.rev))) return;
    this.fanout.toUser({ userId }, 'draft:changed', both);
  }
}

/** What held before, and what holds now: the same where nothing is new. */
interface Merged {
  now: SharedDraft | undefined;
  draft: SharedDraft;
}
