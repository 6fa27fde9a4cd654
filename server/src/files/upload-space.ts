import { Injectable } from '@nestjs/common';
import { Config } from '../config/index.js';
import { FileStore, type Place, requireSpace } from './file-store.js';

/** Far from its end a disk is looked at so often, and not for each step of each upload. */
const LOOK_MS = 1_000;
/** What others write there until the next look is less than this. */
const FAR_BYTES = 1024 ** 3;

/** Whether the store has room for what is uploaded. */
@Injectable()
export class UploadSpace {
  private readonly minFree: number;
  /** What was free when it was looked at, without what was let in since. */
  private left = 0;
  private lookedAt = -Infinity;

  constructor(
    private readonly store: FileStore,
    config: Config,
  ) {
    this.minFree = config.fileLimits.minFree;
  }

  /** @throws AppError `STORAGE_FULL` where so many bytes more would leave too little */
  async require(bytes: number): Promise<void> {
    const isFar = this.left - bytes >= this.minFree + FAR_BYTES;
    if (!isFar || performance.now() - this.lookedAt > LOOK_MS)
      await requireSpace([this.looking], bytes, this.minFree);
    this.left -= bytes;
  }

  private readonly looking: Place = {
    freeBytes: async () => {
      this.left = await this.store.freeBytes();
      this.lookedAt = performance.now();
      return this.left;
    },
  };
}
