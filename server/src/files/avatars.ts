import { createReadStream } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Turns } from '../common/index.js';
import { Config } from '../config/index.js';
import { CLEANABLE, JOB_FILES, MediaChild, unreadable } from '../media/index.js';
import { FileStore, requireSpace } from './file-store.js';
import { TYPE_BYTES, typeOf } from './file-type.js';
import { randomKey } from './random-key.js';
import { WorkFolders } from './work-folders.js';

/** What is handed out of an avatar. */
export interface StoredAvatar {
  bytes: Readable;
  size: number;
}

/** Pictures of people and rooms, 256 pixels wide and high, as WebP. Whose they are, and who sees them, others know. */
@Injectable()
export class Avatars {
  private readonly turns = new Turns();

  constructor(
    private readonly config: Config,
    private readonly child: MediaChild,
    private readonly store: FileStore,
    private readonly folders: WorkFolders,
  ) {}

  /**
   * Makes one of a picture, of which nothing else is kept. One that no row names is swept after a day.
   * @param ownerId of each person one at a time
   * @returns the key it is under from now on
   * @throws AppError `PICTURE_UNREADABLE`, `PICTURE_FAILED`, `PAYLOAD_TOO_LARGE`, `UNAVAILABLE`, `STORAGE_FULL`
   */
  async make(picture: Buffer, ownerId: string): Promise<string> {
    const type = await typeOf(picture.subarray(0, TYPE_BYTES));
    if (!CLEANABLE.includes(type)) throw unreadable();
    await requireSpace([this.store, this.folders], picture.length, this.config.fileLimits.minFree);
    return this.turns.take(ownerId, () =>
      this.folders.within((folder) => this.convert(picture, type, folder)),
    );
  }

  /** @returns undefined when there is none */
  async read(key: string): Promise<StoredAvatar | undefined> {
    const size = await this.store.sizeOf(key);
    const bytes = size === undefined ? undefined : await this.store.read(key);
    return bytes && size !== undefined ? { bytes, size } : undefined;
  }

  private async convert(picture: Buffer, type: string, folder: string): Promise<string> {
    await writeFile(join(folder, JOB_FILES.original), picture);
    await this.child.makeAvatar(folder, type);
    const made = join(folder, JOB_FILES.avatar);
    const key = randomKey();
    await this.store.put(key, createReadStream(made), (await stat(made)).size);
    return key;
  }
}
