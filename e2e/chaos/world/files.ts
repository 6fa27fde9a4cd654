import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findSwift } from '../../../rig/programs.mjs';
import { ObjectStore } from '../../../rig/object-store.mjs';
import { MountedDisk } from './mounted-disk';

export type FilesPlace = 'folder' | 'tiny disk' | 'object store';

const DISK_BYTES = 96 * 1024 * 1024;
const PREFIX = 'objects/';

/** Where the server of a run keeps its files, and what of it can be broken. */
export class FilesUnderTest {
  private constructor(
    private readonly folder: string,
    /** That can be filled up; undefined where there is none, or this user may not mount one. */
    readonly disk: MountedDisk | undefined,
    /** That can go away; undefined where there is none. */
    readonly store: ObjectStore | undefined,
  ) {}

  /** What cannot be had here is a folder. @param place empty */
  static async open(place: string, kind: FilesPlace): Promise<FilesUnderTest> {
    mkdirSync(place, { recursive: true });
    const disk = kind === 'tiny disk' ? MountedDisk.mount(place, DISK_BYTES) : undefined;
    const store = kind === 'object store' && findSwift() ? await ObjectStore.start() : undefined;
    return new FilesUnderTest(place, disk, store);
  }

  get environment(): Record<string, string> {
    return { FILES_DIR: this.folder, ...this.store?.environment };
  }

  /** The names of all that is there. */
  async objects(): Promise<string[]> {
    if (this.store) return listOf(this.store);
    const folder = join(this.folder, 'objects');
    const entries = readdirSync(this.folder).includes('objects') ? readdirSync(folder) : [];
    return entries.flatMap((name) => readdirSync(join(folder, name)));
  }

  async close(): Promise<void> {
    this.disk?.unmount();
    await this.store?.stop();
  }
}

async function listOf(store: ObjectStore): Promise<string[]> {
  const names: string[] = [];
  for (let behind = ''; ;) {
    const answer = await store.ask(`?list-type=2&prefix=${PREFIX}${behind}`, { method: 'GET' });
    const text = await answer.text();
    const keys = [...text.matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, key = '']) => key);
    names.push(...keys.map((key) => key.slice(PREFIX.length)));
    const [, token] = /<NextContinuationToken>([^<]+)</.exec(text) ?? [];
    if (token === undefined) return names;
    behind = `&continuation-token=${encodeURIComponent(token)}`;
  }
}
