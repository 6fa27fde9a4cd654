import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/index.js';
import { patched, patchesOfMp4 } from '../media/index.js';
import { FileStore, requireSpace } from './file-store.js';
import { randomKey } from './random-key.js';

/** MP4 and files of its kind, as cameras make them. */
const CLEANABLE = new Set(['video/mp4', 'video/quicktime', 'video/3gpp', 'video/3gpp2', 'audio/mp4']);

/** Takes from films what they tell of where and by whom they were made. */
@Injectable()
export class Films {
  constructor(
    private readonly store: FileStore,
    private readonly config: Config,
  ) {}

  /**
   * Puts into the place of an object one that does not tell it. What is no film of a known kind, or tells nothing, stays.
   * @returns the key of what is there now
   * @throws AppError `STORAGE_FULL`
   */
  async prepare({ key, type, size }: { key: string; type: string; size: number }): Promise<{ key: string }> {
    if (!CLEANABLE.has(type)) return { key };
    try {
      const patches = await patchesOfMp4((start, end) => this.read(key, start, end), size);
      if (patches.length === 0) return { key };
      await requireSpace([this.store], size, this.config.fileLimits.minFree);
      const bytes = await this.store.read(key);
      if (!bytes) return { key };
      const clean = randomKey();
      // What is made of it does not let go of it where nobody has begun to read.
      await this.store
        .put(clean, Readable.from(patched(bytes, patches)), size)
        .finally(() => bytes.destroy());
      await this.store.remove(key);
      return { key: clean };
    } catch (error) {
      await this.store.remove(key);
      throw error;
    }
  }

  private async read(key: string, start: number, end: number): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of (await this.store.read(key, { start, end: end - 1 })) ?? [])
      chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  }
}
