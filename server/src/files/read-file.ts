import { Injectable } from '@nestjs/common';
import { type CopyName, inlineKind } from '@chatket/contract';
import type { Request, Response } from 'express';
import { FileLogins } from '../auth/index.js';
import { AppError } from '../common/index.js';
import { Config } from '../config/index.js';
import { disposition } from './file-name.js';
import { type ByteRange, FileStore, type ReadAs } from './file-store.js';
import { UNKNOWN_TYPE } from './file-type.js';
import { FilesRepository, type ReadableFile } from './files.repository.js';
import { handOut } from './hand-out.js';
import { copyKey } from './pictures.js';

const COPY_TYPE = 'image/webp';
/** What a file could do in a browser that opens it by itself: nothing. */
const POLICY = "sandbox; default-src 'none'";

/** What somebody wants to read. */
export interface WantedFile {
  id: string;
  /** Not the file itself but a smaller copy of it. */
  copy?: CopyName;
  isDownload?: boolean;
}

type Found = Omit<ReadableFile, 'hasCopies'>;

/** Hands out the bytes of files to whoever may read their message at this moment. */
@Injectable()
export class ReadFile {
  private readonly isRedirecting: boolean;

  constructor(
    private readonly files: FilesRepository,
    private readonly store: FileStore,
    private readonly logins: FileLogins,
    config: Config,
  ) {
    this.isRedirecting = config.get('FILES_REDIRECT') === 'on';
  }

  /**
   * Answers a request. What is not there is the same as what is not theirs.
   * @throws AppError `UNAUTHENTICATED`, `TOKEN_EXPIRED`, `NOT_FOUND`
   */
  async answer(
    { id, copy, isDownload = false }: WantedFile,
    request: Request,
    response: Response,
  ): Promise<void> {
    response.setHeader('Cache-Control', 'private, no-store');
    const { id: userId } = await this.logins.identify(request.headers);
    const file = await this.find(id, userId, copy);
    if (!file) throw noFile();
    // It never changes, and whether it may be read is asked every time.
    const tag = copy ? `"${id}.${copy}"` : `"${id}"`;
    response.setHeader('Cache-Control', 'private, no-cache');
    response.setHeader('ETag', tag);
    response.setHeader('Content-Security-Policy', POLICY);
    response.setHeader('Accept-Ranges', 'bytes');
    if (request.fresh) {
      response.status(304).end();
      return;
    }
    if (this.isRedirecting && request.method === 'GET') {
      const url = await this.store.readUrl(file.key, readAs(file, isDownload));
      if (url !== undefined) {
        response.setHeader('Cache-Control', 'private, no-store');
        response.removeHeader('ETag');
        response.redirect(302, url);
        return;
      }
    }
    describe(response, file, isDownload);
    const range = rangeOf(request, file.size, tag);
    if (range === 'unsatisfiable') {
      response.status(416).setHeader('Content-Range', `bytes */${String(file.size)}`);
      response.removeHeader('Content-Type');
      response.end();
      return;
    }
    await this.send(file, range, request, response);
  }

  private async find(id: string, userId: string, copy?: CopyName): Promise<Found | undefined> {
    const file = await this.files.findReadable(id, userId);
    // Pictures of pages have no copies: they are one.
    if (!file && !copy) return this.files.findPreview(id, userId);
    if (!file || !copy) return file;
    const key = copyKey(file.key, copy);
    const size = file.hasCopies ? await this.store.sizeOf(key) : undefined;
    return size === undefined ? undefined : { key, size, type: COPY_TYPE, name: `${file.name}.webp` };
  }

  private async send(
    { key, size }: Found,
    range: ByteRange | undefined,
    request: Request,
    response: Response,
  ): Promise<void> {
    const bytes = await this.store.read(key, range);
    if (!bytes) throw noFile();
    if (range) {
      response
        .status(206)
        .setHeader('Content-Range', `bytes ${String(range.start)}-${String(range.end)}/${String(size)}`);
    }
    response.setHeader('Content-Length', range ? range.end - range.start + 1 : size);
    if (request.method === 'HEAD') {
      bytes.destroy();
      response.end();
      return;
    }
    await handOut(bytes, response);
  }
}

/** As what browsers are to take it, whoever hands it out. */
function readAs({ name, type }: Found, isDownload: boolean): ReadAs {
  const isShown = inlineKind(type) !== undefined;
  return {
    type: isShown ? type : UNKNOWN_TYPE,
    disposition: disposition(isShown && !isDownload ? 'inline' : 'attachment', name),
  };
}

function describe(response: Response, file: Found, isDownload: boolean): void {
  const as = readAs(file, isDownload);
  response.setHeader('Content-Type', as.type);
  response.setHeader('Content-Disposition', as.disposition);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
}

/** What part is asked for; undefined for all of it, also when several parts are asked for at once. */
function rangeOf(request: Request, size: number, tag: string): ByteRange | 'unsatisfiable' | undefined {
  const condition = request.get('if-range');
  if (condition !== undefined && condition !== tag) return undefined;
  const asked = request.get('range');
  if (asked === undefined || asked.includes(',')) return undefined;
  // The last bytes of a file that has fewer are all of it. The parser takes them for none.
  const last = /^bytes=-(\d+)$/.exec(asked)?.[1];
  if (last !== undefined && Number(last) >= size) return { start: 0, end: size - 1 };
  const ranges = request.range(size);
  if (ranges === -1) return 'unsatisfiable';
  const first = Array.isArray(ranges) && ranges.type === 'bytes' ? ranges[0] : undefined;
  return first && { start: first.start, end: first.end };
}

function noFile(): AppError {
  return new AppError('NOT_FOUND', 'There is no such file.');
}
