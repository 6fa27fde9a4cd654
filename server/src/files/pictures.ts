import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { COPY_NAMES, type CopyName } from '@chatket/contract';
import { Turns } from '../common/index.js';
import { Config } from '../config/index.js';
import { CLEANABLE, JOB_FILES, MediaChild, unreadable } from '../media/index.js';
import { FileStore, requireSpace } from './file-store.js';
import { Films } from './films.js';
import type { CompleteFile } from './files.repository.js';
import { randomKey } from './random-key.js';
import { WorkFolders } from './work-folders.js';

/** These tell nothing besides themselves. All others of which nobody knows how to clean them are refused. */
const HARMLESS = new Set(['image/bmp', 'image/x-icon', 'image/icns']);

/** While it is made it is there as it was, as it will be, and on its way into the store. */
const TIMES_WHILE_MADE = 3;

interface Joined {
  key: string;
  type: string;
  size: number;
  ownerId: string;
}

/** The copies of a picture are under its key with their names behind. */
export function copyKey(key: string, copy: CopyName): string {
  return `${key}.${copy}`;
}

/** Makes pictures fit to be handed out. */
@Injectable()
export class Pictures {
  /** Of each person one at a time: others wait for one of theirs at most. */
  private readonly turns = new Turns();

  constructor(
    private readonly config: Config,
    private readonly child: MediaChild,
    private readonly store: FileStore,
    private readonly films: Films,
    private readonly folders: WorkFolders,
  ) {}

  /**
   * Puts into the place of an object one that tells nothing but the picture, with its copies beside it. What is no picture
   * stays as it is; of what fails nothing stays.
   * @returns what is known of what is there now
   * @throws AppError `PICTURE_UNREADABLE`, `PICTURE_FAILED`, `PAYLOAD_TOO_LARGE`, `UNAVAILABLE`, `STORAGE_FULL`
   */
  async prepare(object: Joined): Promise<Omit<CompleteFile, 'type'>> {
    const { key, type, ownerId } = object;
    if (!type.startsWith('image/')) return this.films.prepare(object);
    if (HARMLESS.has(type)) return { key };
    return this.turns.take(ownerId, () => this.clean(object));
  }

  /** Forgets an object, and its copies where there are some. */
  async remove(key: string): Promise<void> {
    await this.store.remove(key);
    for (const copy of COPY_NAMES) await this.store.remove(copyKey(key, copy));
  }

  private async clean({ key, type, size }: Joined): Promise<Omit<CompleteFile, 'type'>> {
    try {
      if (!CLEANABLE.includes(type)) throw unreadable();
      await requireSpace([this.store, this.folders], size * TIMES_WHILE_MADE, this.config.fileLimits.minFree);
      return await this.folders.within(async (folder) => {
        const bytes = await this.store.read(key);
        if (!bytes) throw unreadable();
        await pipeline(bytes, createWriteStream(join(folder, JOB_FILES.original)));
        const facts = await this.child.prepare(folder, type);
        return { ...facts, ...(await this.keep(folder)) };
      });
    } finally {
      await this.store.remove(key).catch(() => undefined);
    }
  }

  private async keep(folder: string): Promise<{ key: string; storedSize: number; keptSize: number }> {
    const key = randomKey();
    const keepAs = async (name: string, from: keyof typeof JOB_FILES) => {
      const path = join(folder, JOB_FILES[from]);
      const { size } = await stat(path);
      await this.store.put(name, createReadStream(path), size);
      return size;
    };
    try {
      let copies = 0;
      for (const copy of COPY_NAMES) copies += await keepAs(copyKey(key, copy), copy);
      const storedSize = await keepAs(key, 'clean');
      return { key, storedSize, keptSize: storedSize + copies };
    } catch (error) {
      // What cannot be taken back is nobody's, and swept.
      await this.remove(key).catch(() => undefined);
      throw error;
    }
  }
}
