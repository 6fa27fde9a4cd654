import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { AppError, Rest } from '../common/index.js';
import { Config } from '../config/index.js';
import { FileStore, randomKey, requireSpace, WorkFolders } from '../files/index.js';
import { Jobs } from '../jobs/index.js';
import { ExportContents } from './export-contents.js';
import { ExportDataRepository } from './export-data.repository.js';
import { MAKE_EXPORT, SWEEP_EXPORTS, termsOf } from './export-job.js';
import { type ExportRow, ExportsRepository } from './exports.repository.js';
import { TellExports } from './tell-exports.js';
import { ZipWriter } from './zip-writer.js';

const SWEPT_AT_ONCE = 100;
/** What takes longer would keep all others from theirs. */
const MOST_MS = 12 * 60 * 60 * 1_000;

/** The server stops: somebody else goes on with it. */
class Stopped extends Error {}
class TookTooLong extends Error {}

/**
 * Makes what people have asked for, behind everything else. Cut off anywhere, it is made anew by whichever server sweeps
 * next; what a try has left in the store is removed.
 */
@Injectable()
export class MakeExport implements OnModuleDestroy {
  private readonly logger = new Logger(MakeExport.name);
  private readonly rest = new Rest();
  private readonly running = new Map<string, { work: Promise<void>; zip?: ZipWriter }>();
  private isStopped = false;

  constructor(
    private readonly exports: ExportsRepository,
    private readonly data: ExportDataRepository,
    private readonly store: FileStore,
    private readonly folders: WorkFolders,
    private readonly tell: TellExports,
    private readonly config: Config,
    private readonly jobs: Jobs,
  ) {
    jobs.handle(MAKE_EXPORT, ({ userId, id }) => this.run(userId, id));
    jobs.every('* * * * *', SWEEP_EXPORTS, () => this.sweep());
  }

  onModuleDestroy(): void {
    this.isStopped = true;
    this.rest.end();
    for (const { zip } of this.running.values()) zip?.fail(new Stopped());
  }

  /** Twice is once. Resolves when it is made, given up, or not wanted any more. @param mostMs so long it may take */
  run(userId: string, id: string, mostMs = MOST_MS): Promise<void> {
    const known = this.running.get(id);
    if (known) return known.work;
    const work = this.make(userId, id, mostMs).finally(() => this.running.delete(id));
    this.running.set(id, { work });
    return work;
  }

  /** Puts in again what was cut off and no server is at, takes away what is over, and its bytes. */
  async sweep(): Promise<void> {
    await this.jobs.ready();
    await this.exports.forgetOld();
    for (const { id, userId, isLate } of await this.exports.unfinished(SWEPT_AT_ONCE)) {
      if (this.running.has(id)) continue;
      if (isLate) await this.giveUp(userId, id, 'UNAVAILABLE');
      else
        await this.exports.transaction((statements) =>
          this.jobs.put(statements, MAKE_EXPORT, { userId, id }, termsOf(userId)),
        );
    }
    await this.removeGone();
  }

  private async removeGone(): Promise<void> {
    for (const key of await this.exports.goneKeys(SWEPT_AT_ONCE)) {
      await this.store.remove(key);
      await this.exports.removed(key);
    }
  }

  private async make(userId: string, id: string, mostMs: number): Promise<void> {
    const row = await this.exports.find(userId);
    if (row?.id !== id || row.failed !== null || this.isStopped) return;
    if (row.readyAt) return row.toldAt ? undefined : this.tell.ready(userId, id);
    const key = randomKey();
    if (!(await this.exports.begin(id, key))) return;
    try {
      await this.requireRoom();
      await this.write(row, key, mostMs);
    } catch (error) {
      if (error instanceof Stopped) return;
      if (error instanceof TookTooLong) return this.giveUp(userId, id, 'UNAVAILABLE');
      if (error instanceof AppError && error.code === 'STORAGE_FULL')
        return this.giveUp(userId, id, error.code);
      throw error;
    }
    const size = (await this.store.sizeOf(key)) ?? 0;
    // Whoever has deleted their account meanwhile has none.
    if (await this.exports.finish(id, key, size)) return this.tell.ready(userId, id);
    await this.store.remove(key);
  }

  private async write(
    { id, userId, username, language }: ExportRow,
    key: string,
    mostMs: number,
  ): Promise<void> {
    const at = new Date();
    const zip = new ZipWriter(at);
    const end = setTimeout(() => zip.fail(new TookTooLong()), mostMs).unref();
    const run = this.running.get(id);
    if (run) run.zip = zip;
    const storing = this.keep(key, zip.output);
    const contents = new ExportContents(this.data, this.store, zip, {
      userId,
      username,
      language,
      at,
      rest: this.rest,
      requireRoom: (bytes) => this.requireRoom(bytes),
    });
    const writing = contents.write().catch((error: unknown) => {
      zip.fail(error);
      throw error;
    });
    const [written, stored] = await Promise.allSettled([
      writing,
      storing.finally(() => zip.output.destroy()),
    ]);
    clearTimeout(end);
    if (stored.status === 'rejected' && !(stored.reason instanceof Stopped)) throw stored.reason;
    if (written.status === 'rejected') throw written.reason;
  }

  /** @throws AppError `STORAGE_FULL` when files of people would have no room */
  private requireRoom(bytes = 0): Promise<void> {
    return requireSpace([this.store, this.folders], bytes, this.config.fileLimits.minFree);
  }

  /** By way of the disk: the store wants to know before how long it is. */
  private keep(key: string, zip: Readable): Promise<void> {
    return this.folders.within(async (folder) => {
      const path = join(folder, 'export');
      await pipeline(zip, createWriteStream(path));
      const { size } = await stat(path);
      await requireSpace([this.store], size, this.config.fileLimits.minFree);
      await this.store.put(key, createReadStream(path), size);
    });
  }

  private async giveUp(userId: string, id: string, code: string): Promise<void> {
    await this.exports.fail(id, code);
    await this.removeGone();
    this.logger.warn({ userId, code }, 'an export could not be made');
    await this.tell.changed(userId);
  }
}
