import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { COPY_NAMES, type CopyName } from '@chatket/contract';
import { Clock, Turns } from '../common/index.js';
import { Config } from '../config/index.js';
import { CLEANABLE, JOB_FILES, MediaChild, unreadable } from '../media/index.js';
import { FileStore } from './file-store.js';
import type { CompleteFile } from './files.repository.js';
import { randomKey } from './random-key.js';

/** These tell nothing besides themselves. All others of which nobody knows how to clean them are refused. */
const HARMLESS = new Set(['image/bmp', 'image/x-icon', 'image/icns']);

/** The copies of a picture are under its key with their names behind. */
export function copyKey(key: string, copy: CopyName): string {
  return `${key}.${copy}`;
}

/** Makes pictures fit to be handed out. */
@Injectable()
export class Pictures {
  private readonly folder: string;
  /** Of each person one at a time: others wait for one of theirs at most. */
  private readonly turns = new Turns();

  constructor(
    config: Config,
    private readonly child: MediaChild,
    private readonly store: FileStore,
    private readonly clock: Clock,
  ) {
    this.folder = join(config.get('FILES_DIR'), 'work');
  }

  /**
   * Puts into the place of an object one that tells nothing but the picture, with its copies beside it. What is no picture
   * stays as it is; of what fails nothing stays.
   * @returns what is known of what is there now
   * @throws AppError `PICTURE_UNREADABLE`, `PICTURE_FAILED`, `PAYLOAD_TOO_LARGE`, `UNAVAILABLE`, `STORAGE_FULL`
   */
  async prepare(key: string, type: string, ownerId: string): Promise<Omit<CompleteFile, 'type'>> {
    if (!type.startsWith('image/') || HARMLESS.has(type)) return { key };
    return this.turns.take(ownerId, () => this.clean(key, type));
  }

  /** Forgets an object, and its copies where there are some. */
  async remove(key: string): Promise<void> {
    await this.store.remove(key);
    for (const copy of COPY_NAMES) await this.store.remove(copyKey(key, copy));
  }

  /** Forgets what a server has left that was cut off in the middle. */
  async tidy(keptMs: number): Promise<void> {
    for (const name of await readdir(this.folder).catch(() => [])) {
      const found = await stat(join(this.folder, name)).catch(() => undefined);
      if (found && found.mtimeMs < this.clock.now() - keptMs)
        await rm(join(this.folder, name), { recursive: true, force: true });
    }
  }

  private async clean(key: string, type: string): Promise<Omit<CompleteFile, 'type'>> {
    const folder = join(this.folder, randomKey());
    try {
      if (!CLEANABLE.includes(type)) throw unreadable();
      const bytes = await this.store.read(key);
      if (!bytes) throw unreadable();
      await mkdir(folder, { recursive: true });
      await pipeline(bytes, createWriteStream(join(folder, JOB_FILES.original)));
      const facts = await this.child.prepare(folder, type);
      return { ...facts, ...(await this.keep(folder)) };
    } finally {
      await rm(folder, { recursive: true, force: true });
      await this.store.remove(key);
    }
  }

  private async keep(folder: string): Promise<{ key: string; storedSize: number }> {
    const key = randomKey();
    const from = (name: keyof typeof JOB_FILES) => createReadStream(join(folder, JOB_FILES[name]));
    try {
      for (const copy of COPY_NAMES) await this.store.put(copyKey(key, copy), from(copy));
      await this.store.put(key, from('clean'));
    } catch (error) {
      await this.remove(key);
      throw error;
    }
    return { key, storedSize: (await stat(join(folder, JOB_FILES.clean))).size };
  }
}
