import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, opendir, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { AppError, validationError } from '../common/index.js';
import { Config } from '../config/index.js';
import { systemCode } from './system-code.js';
import { randomKey } from './random-key.js';
import { type ByteRange, FileStore, type Stored } from './file-store.js';

const PART = /^\d{1,6}$/;
/** Who sends has gone away: nobody hears the answer. */
const CUT_OFF = new Set(['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE']);
const NO_SPACE = new Set(['ENOSPC', 'EDQUOT']);

/**
 * Files in a folder: `parts/<upload>/<number>` and `objects/<first two signs>/<key>`. Whatever is written has another name
 * until it is whole and on the disk.
 */
@Injectable()
export class LocalFileStore extends FileStore {
  private readonly folder: string;

  constructor(config: Config) {
    super();
    this.folder = config.get('FILES_DIR');
  }

  async putPart(upload: string, part: number, bytes: Readable, size: number): Promise<void> {
    const folder = this.partsOf(upload);
    const draft = join(folder, `${randomKey()}.draft`);
    await withWords(async () => {
      await mkdir(folder, { recursive: true });
      try {
        await pipeline(bytes, exactly(size), createWriteStream(draft, { flags: 'wx', flush: true }));
        await rename(draft, join(folder, String(part)));
      } catch (error) {
        await rm(draft, { force: true });
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

  async join(upload: string, count: number, key: string): Promise<void> {
    const parts = Array.from({ length: count }, (_, part) => join(this.partsOf(upload), String(part)));
    await this.put(key, bytesOf(parts));
  }

  async put(key: string, bytes: AsyncIterable<Buffer> | Readable): Promise<void> {
    const path = this.objectOf(key);
    const folder = join(path, '..');
    await withWords(async () => {
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
    });
  }

  async forgetParts(upload: string): Promise<void> {
    await rm(this.partsOf(upload), { recursive: true, force: true });
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

  async freeBytes(): Promise<number> {
    await mkdir(this.folder, { recursive: true });
    const { bavail, bsize } = await statfs(this.folder);
    return bavail * bsize;
  }

  async *objects(): AsyncIterable<Stored> {
    for await (const { name } of walk(join(this.folder, 'objects'))) {
      yield* walk(join(this.folder, 'objects', name));
    }
  }

  uploads(): AsyncIterable<Stored> {
    return walk(join(this.folder, 'parts'));
  }

  private partsOf(upload: string): string {
    return join(this.folder, 'parts', upload);
  }

  private objectOf(key: string): string {
    return join(this.folder, 'objects', key.slice(0, 2), key);
  }
}

/** Lets so many bytes through, no more and no less. */
function exactly(size: number): Transform {
  let passed = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, next) {
      passed += chunk.length;
      next(passed > size ? wrongSize(size) : null, chunk);
    },
    flush(next) {
      next(passed < size ? wrongSize(size) : null);
    },
  });
}

function wrongSize(size: number): AppError {
  return validationError([{ field: 'body', message: `must have exactly ${String(size)} bytes` }]);
}

async function* bytesOf(paths: readonly string[]): AsyncIterable<Buffer> {
  for (const path of paths) yield* createReadStream(path) as AsyncIterable<Buffer>;
}

async function* walk(folder: string): AsyncIterable<Stored> {
  const entries = await opendir(folder).catch(nothing(() => undefined));
  if (!entries) return;
  for await (const { name } of entries) {
    const found = await stat(join(folder, name)).catch(nothing(() => undefined));
    if (found) yield { name, storedAt: found.mtimeMs };
  }
}

/** A name is on the disk when its folder is. Some systems open no folders, and keep names by themselves. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** What is not there is no failure. */
function nothing<Value>(instead: () => Value): (error: unknown) => Value {
  return (error) => {
    if (systemCode(error) === 'ENOENT') return instead();
    throw error;
  };
}

/** @throws AppError `STORAGE_FULL` in place of what a full disk says */
async function withWords(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (NO_SPACE.has(systemCode(error))) throw storageFull(error);
    throw error;
  }
}

/** The one answer where there is no room for a file. */
export function storageFull(cause?: unknown): AppError {
  return new AppError('STORAGE_FULL', 'The server has no room for this file right now.', { cause });
}
