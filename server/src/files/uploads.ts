import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import {
  type Attachment,
  FILE_LIMITS,
  type FileMeasures,
  partRange,
  partsOf,
  type UploadStart,
  type UploadState,
  type UserRef,
} from '@chatket/contract';
import { AppError, Lifecycle, validationError } from '../common/index.js';
import { Config } from '../config/index.js';
import { RoomAccess } from '../rooms/access/index.js';
import { cleanName } from './file-name.js';
import { FileStore } from './file-store.js';
import { FileWords } from './file-words.js';
import { asVoice, TYPE_BYTES, typeOf } from './file-type.js';
import { attachmentOf, FilesRepository, type NewUpload, type Upload } from './files.repository.js';
import { Pictures } from './pictures.js';
import { randomKey } from './random-key.js';
import { Scanner } from './scanner.js';
import { UploadSpace } from './upload-space.js';
import { uploadTurns } from './upload-turns.js';

const URLS_AT_ONCE = 16;

type Unmade = Pick<NewUpload, 'id' | 'name' | 'size' | 'ownerId'>;

/**
 * Uploads, in parts. Each step may be repeated: who was cut off asks what is there and goes on. An upload is its owner's
 * alone until it is sent with a message.
 */
@Injectable()
export class Uploads {
  /** Under way: who completes one again meanwhile waits for the same. */
  private readonly completing = new Map<string, Promise<Attachment | undefined>>();

  constructor(
    private readonly files: FilesRepository,
    private readonly store: FileStore,
    private readonly pictures: Pictures,
    private readonly access: RoomAccess,
    private readonly words: FileWords,
    private readonly scanner: Scanner,
    private readonly space: UploadSpace,
    private readonly config: Config,
    private readonly lifecycle: Lifecycle,
  ) {}

  /**
   * Reserves room for a file, or tells how far it is.
   * @throws AppError what refuses `attach`; `BLOCKED_BY_RULE` for its name; `PAYLOAD_TOO_LARGE`, `QUOTA_REACHED`,
   * `STORAGE_FULL`, `LIMIT_REACHED`; `CONFLICT` when the id is that of something else
   */
  async begin(actor: UserRef, roomId: string, { id, name: given, size }: UploadStart): Promise<UploadState> {
    this.lifecycle.requireServing();
    await this.access.require(actor, roomId, 'attach');
    const name = cleanName(given);
    await this.words.require(actor, roomId, name);
    const { maxSize, quota } = this.config.fileLimits;
    if (size > maxSize)
      throw new AppError('PAYLOAD_TOO_LARGE', `A file may have ${inWords(maxSize)} at most.`);
    await this.space.require(size);
    const limits = { quota, unsent: FILE_LIMITS.unsentMax };
    const { outcome, isNew } = await this.files.begin({ id, ownerId: actor.id, roomId, name, size }, limits);
    switch (outcome) {
      case 'begun':
        return isNew && !this.store.isRemote ? this.stateOf(id, size, []) : this.state(actor, id);
      case 'quota':
        throw overQuota(quota);
      case 'limit':
        throw new AppError('LIMIT_REACHED', 'Too many files were uploaded and not sent.');
      case 'taken':
        throw new AppError('CONFLICT', 'There is something else under this id.');
    }
  }

  /** @throws AppError `NOT_FOUND`, also for what is somebody else's, or was sent */
  async state(actor: UserRef, id: string): Promise<UploadState> {
    const { size, file } = await this.find(actor, id);
    if (file) return { id, size, partBytes: this.store.partBytes, stored: [], file };
    return this.stateOf(id, size, await this.wholeParts(id, size));
  }

  private async stateOf(id: string, size: number, stored: number[]): Promise<UploadState> {
    const { partBytes } = this.store;
    const urls = await this.store.partUrls(id, this.nextParts(size, stored));
    return { id, size, partBytes, stored, ...(urls.size > 0 && { urls: Object.fromEntries(urls) }) };
  }

  /** Stores a part. @throws AppError `NOT_FOUND`; `VALIDATION` when it has another size; `STORAGE_FULL` */
  async put(actor: UserRef, id: string, part: number, bytes: Readable, told?: number): Promise<void> {
    this.lifecycle.requireServing();
    const { size, file } = await this.find(actor, id);
    if (part >= partsOf(size, this.store.partBytes)) throw noUpload();
    if (file) return;
    const { start, end } = partRange(size, part, this.store.partBytes);
    if (told !== undefined && told !== end - start)
      throw validationError([{ field: 'body', message: `must have exactly ${String(end - start)} bytes` }]);
    await this.space.require(end - start);
    await uploadTurns.next();
    // Another tab may have finished it, or given it up.
    if (!(await this.store.putPart(id, part, bytes, end - start))) await this.find(actor, id);
  }

  /**
   * Makes a file of the parts. Twice is once, but for what is said of it: the last holds. Pictures are cleaned of what they
   * tell besides themselves, or they are no file. @throws AppError `NOT_FOUND`; `FILE_HARMFUL`; `UPLOAD_INCOMPLETE`,
   * `STORAGE_FULL`, `BLOCKED_BY_RULE` for what is said of it; `PICTURE_UNREADABLE`, `PICTURE_FAILED`, `PAYLOAD_TOO_LARGE`,
   * `UNAVAILABLE`; `QUOTA_REACHED` for what has grown by it
   */
  async complete(actor: UserRef, id: string, measures: FileMeasures): Promise<Attachment> {
    this.lifecycle.requireServing();
    const { roomId, name, size, file } = await this.find(actor, id);
    if (file && isSaid(file, measures)) return file;
    await this.words.require(actor, roomId, measures.alt);
    const upload = { id, name, size, ownerId: actor.id };
    const made = file ?? (await this.makeOnce(upload, measures)) ?? (await this.afterAll(actor, id));
    // Another one may have made it who knew other words.
    if (isSaid(made, measures)) return made;
    await this.files.describe(id, actor.id, measures.alt ?? '');
    return this.afterAll(actor, id);
  }

  private async makeOnce(upload: Unmade, measures: FileMeasures): Promise<Attachment | undefined> {
    const { id } = upload;
    const work = this.completing.get(id) ?? this.makeFile(upload, measures);
    this.completing.set(id, work);
    try {
      return await work;
    } finally {
      if (this.completing.get(id) === work) this.completing.delete(id);
    }
  }

  /** @returns nothing where parts are missing, or somebody else has made it */
  private async makeFile(upload: Unmade, measures: FileMeasures): Promise<Attachment | undefined> {
    const { id, size, ownerId } = upload;
    const count = partsOf(size, this.store.partBytes);
    if ((await this.wholeParts(id, size)).length < count) return undefined;
    await this.space.require(size);
    await uploadTurns.next();
    // Each of several at once makes an object of its own: what is kept is what was looked at.
    const key = randomKey();
    if (!(await this.store.join(id, count, key))) return undefined;
    const { isUnchecked } = await this.look(id, key);
    const { type, ...told } = asVoice(await typeOf(await this.beginningOf(key)), measures);
    const made = await this.pictures.prepare({ key, type, size, ownerId });
    await uploadTurns.next();
    const { quota } = this.config.fileLimits;
    const file = { ...told, type, ...made, isUnchecked };
    const outcome = await this.files.complete(id, file, quota);
    if (outcome === 'complete') await this.store.forgetParts(id);
    else await this.pictures.remove(made.key);
    if (outcome === 'quota') throw overQuota(quota);
    return outcome === 'complete' ? attachmentOf(upload, file) : undefined;
  }

  /** @throws AppError `FILE_HARMFUL`: then nothing stays of it */
  private async look(id: string, key: string): Promise<{ isUnchecked: boolean }> {
    const verdict = await this.scanner.scan(() => this.store.read(key));
    if (verdict.kind !== 'harmful') return { isUnchecked: verdict.kind !== 'clean' };
    await this.files.refuse(id, verdict.threat);
    await this.store.remove(key);
    await this.store.forgetParts(id);
    throw new AppError('FILE_HARMFUL', 'A scanner found something harmful in this file.');
  }

  /** Forgets an upload. Twice is once; what was sent stays. */
  async cancel(actor: UserRef, id: string): Promise<void> {
    const removed = await this.files.removeUpload(id, actor.id);
    if (!removed) return;
    await this.store.forgetParts(id);
    if (removed.key !== null) await this.pictures.remove(removed.key);
  }

  private async find(actor: UserRef, id: string): Promise<Upload> {
    const upload = await this.files.findUpload(id, actor.id);
    if (!upload) throw noUpload();
    return upload;
  }

  /** What it has become, by whomever. */
  private async afterAll(actor: UserRef, id: string): Promise<Attachment> {
    const { file } = await this.find(actor, id);
    if (!file) throw new AppError('UPLOAD_INCOMPLETE', 'Parts of this file are missing.');
    return file;
  }

  private async wholeParts(id: string, size: number): Promise<number[]> {
    const stored = await this.store.parts(id);
    return this.numbers(size).filter((part) => stored.get(part) === this.sizeOf(size, part));
  }

  /** Of those that are missing the first ones: an address does not live as long as a large file takes. */
  private nextParts(size: number, stored: readonly number[]): Map<number, number> {
    const isStored = new Set(stored);
    const missing = this.numbers(size).filter((part) => !isStored.has(part));
    return new Map(missing.slice(0, URLS_AT_ONCE).map((part) => [part, this.sizeOf(size, part)]));
  }

  private numbers(size: number): number[] {
    return Array.from({ length: partsOf(size, this.store.partBytes) }, (_, part) => part);
  }

  private sizeOf(size: number, part: number): number {
    const { start, end } = partRange(size, part, this.store.partBytes);
    return end - start;
  }

  private async beginningOf(key: string): Promise<Buffer> {
    const stream = await this.store.read(key, { start: 0, end: TYPE_BYTES - 1 });
    const chunks: Buffer[] = [];
    for await (const chunk of stream ?? []) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  }
}

/** Whether what somebody says of it, if they do, is what is known of it. */
function isSaid({ alt = '' }: Attachment, measures: FileMeasures): boolean {
  return measures.alt === undefined || measures.alt === alt;
}

/** The one answer to whoever names an upload that is not theirs to go on with. */
function noUpload(): AppError {
  return new AppError('NOT_FOUND', 'There is no such upload.');
}

function overQuota(quota: number): AppError {
  return new AppError('QUOTA_REACHED', `Your files may have ${inWords(quota)} together.`);
}

function inWords(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  return `${String(Math.round((bytes / 1024 ** power) * 10) / 10)} ${units[power] ?? ''}`;
}
