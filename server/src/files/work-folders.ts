import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Clock, sayingWhenFull } from '../common/index.js';
import { Config } from '../config/index.js';
import { freeBytesOf } from './free-bytes.js';
import { randomKey } from './random-key.js';

/** Folders on the disk of this server for what is being made, wherever its bytes are kept in the end. */
@Injectable()
export class WorkFolders {
  private readonly place: string;

  constructor(
    config: Config,
    private readonly clock: Clock,
  ) {
    this.place = join(config.get('FILES_DIR'), 'work');
  }

  /** Does something in a folder of its own, which is gone afterwards. @throws AppError `STORAGE_FULL` where the disk is full */
  async within<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
    const folder = join(this.place, randomKey());
    try {
      return await sayingWhenFull(async () => {
        await mkdir(folder, { recursive: true });
        return work(folder);
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** How many bytes there is room for. */
  freeBytes(): Promise<number> {
    return freeBytesOf(this.place);
  }

  /** Forgets what a server has left that was cut off in the middle. @param keptMs younger ones stay */
  async tidy(keptMs: number): Promise<void> {
    for (const name of await readdir(this.place).catch(() => [])) {
      const found = await stat(join(this.place, name)).catch(() => undefined);
      if (found && found.mtimeMs < this.clock.now() - keptMs)
        await rm(join(this.place, name), { recursive: true, force: true });
    }
  }
}
