import { createReadStream, createWriteStream } from 'node:fs';
import {
  link,
  mkdir,
  open,
  opendir,
  readdir,
  rename,
  rm,
  rmdir,
  stat,
  unlink,
  utimes,
} from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { FILE_LIMITS } from '@chatket/contract';
import { sayingWhenFull, systemCode } from '../common/index.js';
import { Config } from '../config/index.js';
import { wrongSize } from './exact-size.js';
import { type ByteRange, FileStore, type Stored } from './file-store.js';
import { freeBytesOf } from './free-bytes.js';
import { randomKey } from './random-key.js';
import { uploadTurns } from './upload-turns.js';
import { uploadDisk, writeExactly } from './write-exactly.js';

const PART = /^\d{1,6}$/;
/** Who sends has gone away: nobody hears the answer. */
const CUT_OFF = new Set(['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE']);

/**
 * Files in a folder: `parts/<upload>/<number>` and `objects/<first two signs>/<key>`. Whatever is written has another name
 * until it is whole and on the disk.
 */
@Injectable()
export class LocalFileStore extends FileStore {
  readonly partBytes = FILE_LIMITS.partBytes;
  readonly isRemote = false;
  private readonly folder: string;

  constructor(config: Config) {
    super();
    this.folder = config.get('FILES_DIR');
  }

  async putPart(upload: string, part: number, bytes: Readable, size: number): Promise<boolean> {
    const folder = this.partsOf(upload);
    const draft = join(folder, `${randomKey()}.draft`);
    return sayingWhenFull(async () => {
      await makeFolder(folder);
      try {
        await writeExactly(bytes, size, draft);
        await rename(draft, join(folder, String(part)));
        return true;
      } catch (error) {
        await rm(draft, { force: true });
        if (systemCode(error) === 'ENOENT') return false;
        throw CUT_OFF.has(systemCode(error)) ? wrongSize(size) : error;
      }
    });
  }

  async parts(upload: string): Promise<Map<number, number>> {
    const folder = this.partsOf(upload);
    const names = (await readdir(folder).catch(nothing(() => [] as string[]))).filter((name) =>
      PART.test(name),
    );
    const sizes = await Promise.all(
      names.map(async (name) => [Number(name), (await stat(join(folder, name))).size] as const),
    ).catch(nothing(() => []));
    return new Map(sizes);
  }

  async join(upload: string, count: number, key: string): Promise<boolean> {
    const parts = Array.from({ length: count }, (_, part) => join(this.partsOf(upload), String(part)));
    const [only] = parts;
    if (only !== undefined && count === 1 && (await this.takeOver(only, key))) return true;
    const joined = this.put(key, bytesOf(parts)).then(() => true);
    return joined.catch(nothing(() => false));
  }

  async put(key: string, bytes: AsyncIterable<Buffer> | Readable): Promise<void> {
    const path = this.objectOf(key);
    const folder = join(path, '..');
    // Where it comes to no writing nobody else lets go of them.
    const letGo = () => {
      if (bytes instanceof Readable) bytes.destroy();
    };
    await sayingWhenFull(async () => {
      await mkdir(folder, { recursive: true });
      const draft = `${path}.draft`;
      try {
        await pipeline(bytes, createWriteStream(draft, { flags: 'wx', flush: true }));
        await rename(draft, path);
        await flushFolder(folder);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    }).finally(letGo);
  }

  async forgetParts(upload: string): Promise<void> {
    const folder = this.partsOf(upload);
    try {
      const names = await readdir(folder);
      await Promise.all(names.map((name) => unlink(join(folder, name))));
      await rmdir(folder);
    } catch {
      // There is none, or somebody is putting one there.
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  }

  async read(key: string, range?: ByteRange): Promise<Readable | undefined> {
    const file = await open(this.objectOf(key)).catch(nothing(() => undefined));
    return file?.createReadStream(range);
  }

  async sizeOf(key: string): Promise<number | undefined> {
    return (await stat(this.objectOf(key)).catch(nothing(() => undefined)))?.size;
  }

  async remove(key: string): Promise<void> {
    await rm(this.objectOf(key), { force: true });
  }

  freeBytes(): Promise<number> {
    return freeBytesOf(this.folder);
  }

  async *objects(): AsyncIterable<Stored> {
    for await (const { name } of walk(join(this.folder, 'objects'))) {
      yield* walk(join(this.folder, 'objects', name));
    }
  }

  uploads(): AsyncIterable<Stored> {
    return walk(join(this.folder, 'parts'));
  }

  /** Parts come by us, and files are read by us. */
  partUrls(): Promise<Map<number, string>> {
    return Promise.resolve(new Map<number, string>());
  }

  readUrl(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  /** That has a name among the objects, and is old like them. */
  forgetUnfinished(): Promise<void> {
    return Promise.resolve();
  }

  /**
   * The bytes of a part, which are on the disk and never change, get a second name as an object. @returns false where they
   * cannot, as on a disk without such names
   */
  private async takeOver(part: string, key: string): Promise<boolean> {
    const path = this.objectOf(key);
    const folder = join(path, '..');
    try {
      // As old as an object it is from now on: what is old and nobody's is swept.
      const now = new Date();
      await utimes(part, now, now);
      await link(part, path).catch(async (error: unknown) => {
        if (systemCode(error) !== 'ENOENT') throw error;
        await mkdir(folder, { recursive: true });
        await link(part, path);
      });
    } catch {
      return false;
    }
    await flushFolder(folder);
    return true;
  }

  private partsOf(upload: string): string {
    return join(this.folder, 'parts', upload);
  }

  private objectOf(key: string): string {
    return join(this.folder, 'objects', key.slice(0, 2), key);
  }
}

async function* bytesOf(paths: readonly string[]): AsyncIterable<Buffer> {
  for (const path of paths)
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      await uploadTurns.next();
      yield chunk;
    }
}

async function* walk(folder: string): AsyncIterable<Stored> {
  const entries = await opendir(folder).catch(nothing(() => undefined));
  if (!entries) return;
  for await (const { name } of entries) {
    const found = await stat(join(folder, name)).catch(nothing(() => undefined));
    if (found) yield { name, storedAt: found.mtimeMs };
  }
}

/** Most are there, or have a folder to be made in. */
async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder).catch(async (error: unknown) => {
    if (systemCode(error) !== 'EEXIST') await mkdir(folder, { recursive: true });
  });
}

/** A name is on the disk when its folder is. Some systems open no folders, and keep names by themselves. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => undefined);
  if (handle) await uploadDisk(() => handle.sync()).catch(() => undefined);
  await handle?.close();
}

/** What is not there is no failure. */
function nothing<Value>(instead: () => Value): (error: unknown) => Value {
  return (error) => {
    if (systemCode(error) === 'ENOENT') return instead();
    throw error;
  };
}
