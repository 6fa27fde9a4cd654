import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../common/index.js';
import { defineJob, Jobs } from '../jobs/index.js';
import { FileStore, type Stored } from './file-store.js';
import { Pictures } from './pictures.js';
import { type SweptFile, SweepRepository } from './sweep.repository.js';
import { WorkFolders } from './work-folders.js';

const SWEEP = defineJob<object>('files-sweep');
/** So long what was sent nowhere is kept, and the bytes of what was deleted: a backup that runs meanwhile finds them. */
const KEPT_MS = 24 * 60 * 60 * 1_000;
/** So long parts without a row are: an address in S3 is good for an hour, also when its upload was given up. */
const LOST_PARTS_MS = 60 * 60 * 1_000;
const AT_ONCE = 500;

/** Forgets files that are nobody's any more: uploads that were sent nowhere and wait in no draft, what went with its message, lost bytes. */
@Injectable()
export class SweepFiles implements OnModuleInit {
  constructor(
    private readonly rows: SweepRepository,
    private readonly store: FileStore,
    private readonly pictures: Pictures,
    private readonly folders: WorkFolders,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.every('23 * * * *', SWEEP, () => this.run());
  }

  /** @param keptMs younger ones stay */
  async run(keptMs = KEPT_MS): Promise<void> {
    await this.forget(() => this.rows.unsent(keptMs));
    await this.forget(() => this.rows.removed(keptMs));
    const isOld = ({ storedAt }: Stored) => storedAt < this.clock.now() - keptMs;
    for await (const keys of inGroups(this.store.objects(), isOld))
      for (const key of await this.rows.keysOfNone(keys)) await this.store.remove(key);
    await this.folders.tidy(keptMs);
    const lostMs = Math.min(keptMs, LOST_PARTS_MS);
    const isLost = ({ storedAt }: Stored) => storedAt < this.clock.now() - lostMs;
    for await (const ids of inGroups(this.store.uploads(), isLost))
      for (const id of await this.rows.uploadsOfNone(ids)) await this.store.forgetParts(id);
    await this.store.forgetUnfinished(this.clock.now() - keptMs);
  }

  /** Rows first: what is left when that is cut off is found by its bytes. */
  private async forget(take: () => Promise<SweptFile[]>): Promise<void> {
    for (let gone = await take(); gone.length > 0; gone = await take()) {
      for (const { id } of gone) await this.store.forgetParts(id);
      const keys = gone.flatMap(({ key }) => (key === null ? [] : [key]));
      for (const key of await this.rows.keysOfNone(keys)) await this.pictures.remove(key);
    }
  }
}

async function* inGroups(
  all: AsyncIterable<Stored>,
  isWanted: (each: Stored) => boolean,
): AsyncIterable<string[]> {
  let group: string[] = [];
  for await (const each of all) {
    if (isWanted(each)) group.push(each.name);
    if (group.length < AT_ONCE) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
