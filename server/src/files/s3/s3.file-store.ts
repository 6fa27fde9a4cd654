import { pipeline, Readable } from 'node:stream';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import pLimit from 'p-limit';
import { AppError } from '../../common/index.js';
import { Config, ConfigError } from '../../config/index.js';
import { exactly } from '../exact-size.js';
import { type ByteRange, FileStore, type PartSizes, type ReadAs, type Stored } from '../file-store.js';
import { S3Bucket } from './s3-bucket.js';
import { elements, textOf } from './s3-xml.js';

const [PARTS, OBJECTS] = ['parts/', 'objects/'];
/** How long browsers may bring a part, and fetch a file, by an address that they were given; in seconds. */
const [PUT_LIFE, GET_LIFE] = [60 * 60, 60];
const COPIES_AT_ONCE = 4;

/**
 * Files in a bucket: `parts/<upload>/<number>` and `objects/<key>`. Browsers bring parts there themselves, and S3 makes one
 * object of them, so that their bytes do not come through here.
 */
@Injectable()
export class S3FileStore extends FileStore implements OnModuleInit {
  /** S3 joins nothing that is smaller, but for the last one. */
  readonly partBytes = 5 * 1024 * 1024;
  readonly isRemote = true;
  private readonly bucket: S3Bucket;

  constructor(config: Config) {
    super();
    if (!config.s3) throw new ConfigError(['FILES_DRIVER: is not s3']);
    this.bucket = new S3Bucket(config.s3);
  }

  /** A key that does not fit is found at the start; a store that is away may come later. */
  async onModuleInit(): Promise<void> {
    const asked = { method: 'HEAD', expected: [400, 401, 403, 404] } as const;
    const answer = await this.bucket.ask(asked).catch(() => undefined);
    if (answer?.status === 404) throw new ConfigError(['S3_BUCKET: there is no such bucket at S3_ENDPOINT']);
    if (answer && !answer.ok)
      throw new ConfigError([
        `S3_ACCESS_KEY, S3_SECRET_KEY: the store of S3_ENDPOINT says ${String(answer.status)}`,
      ]);
  }

  async partUrls(upload: string, sizes: PartSizes): Promise<Map<number, string>> {
    const urls = [...sizes].map(async ([part, size]) => {
      const headers = { 'content-length': String(size) };
      const signed = { method: 'PUT', key: partKey(upload, part), life: PUT_LIFE, headers } as const;
      return [part, await this.bucket.sign(signed)] as const;
    });
    return new Map(await Promise.all(urls));
  }

  async putPart(upload: string, part: number, bytes: Readable, size: number): Promise<boolean> {
    await this.store(partKey(upload, part), bytes, size);
    return true;
  }

  async parts(upload: string): Promise<Map<number, number>> {
    const found = new Map<number, number>();
    for await (const { key, size } of this.list(`${PARTS}${upload}/`)) found.set(numberOf(key), size);
    return found;
  }

  async join(upload: string, count: number, key: string): Promise<boolean> {
    const target = objectKey(key);
    const from = (part: number) => ({ 'x-amz-copy-source': `/${this.bucket.name}/${partKey(upload, part)}` });
    if (count === 1) return this.copied({ key: target, headers: from(0) }).then((tag) => tag !== undefined);
    const begun = await this.bucket.text({ method: 'POST', key: target, query: { uploads: '' } });
    const query = { uploadId: textOf(begun, 'UploadId') };
    const limit = pLimit(COPIES_AT_ONCE);
    try {
      const tags = await Promise.all(
        Array.from({ length: count }, (_, part) =>
          limit(() =>
            this.copied({
              key: target,
              headers: from(part),
              query: { ...query, partNumber: String(part + 1) },
            }),
          ),
        ),
      );
      if (tags.includes(undefined)) {
        await this.abort(target, query);
        return false;
      }
      await this.bucket.text({ method: 'POST', key: target, query, body: completion(tags) });
      return true;
    } catch (error) {
      limit.clearQueue();
      await this.abort(target, query).catch(() => undefined);
      throw error;
    }
  }

  async forgetParts(upload: string): Promise<void> {
    for await (const { key } of this.list(`${PARTS}${upload}/`)) await this.delete(key);
  }

  async put(key: string, bytes: Readable, size: number): Promise<void> {
    await this.store(objectKey(key), bytes, size);
  }

  async sizeOf(key: string): Promise<number | undefined> {
    const answer = await this.bucket.ask({ method: 'HEAD', key: objectKey(key), expected: [404] });
    return answer.ok ? Number(answer.headers.get('content-length')) : undefined;
  }

  async read(key: string, range?: ByteRange): Promise<Readable | undefined> {
    const headers = range && { range: `bytes=${String(range.start)}-${String(range.end)}` };
    const answer = await this.bucket.ask({
      key: objectKey(key),
      ...(headers && { headers }),
      expected: [404],
    });
    const { body } = answer;
    if (answer.ok && body) {
      const bytes = Readable.from(this.bucket.chunks(body), { objectMode: false });
      // Of which nobody reads even the first, they would keep their connection.
      return bytes.once('close', () => void body.cancel().catch(() => undefined));
    }
    await body?.cancel();
    return answer.ok ? Readable.from([]) : undefined;
  }

  readUrl(key: string, { type, disposition }: ReadAs): Promise<string> {
    const query = { 'response-content-type': type, 'response-content-disposition': disposition };
    return this.bucket.sign({ method: 'GET', key: objectKey(key), life: GET_LIFE, query });
  }

  async remove(key: string): Promise<void> {
    await this.delete(objectKey(key));
  }

  /** Whoever rents it out knows, or pays for it. */
  freeBytes(): Promise<number> {
    return Promise.resolve(Number.POSITIVE_INFINITY);
  }

  async *objects(): AsyncIterable<Stored> {
    for await (const { key, storedAt } of this.list(OBJECTS))
      yield { name: key.slice(OBJECTS.length), storedAt };
  }

  /** An upload is as old as its youngest part. */
  async *uploads(): AsyncIterable<Stored> {
    let last: Stored | undefined;
    for await (const { key, storedAt } of this.list(PARTS)) {
      const name = key.slice(PARTS.length).split('/')[0] ?? '';
      if (last?.name === name) last.storedAt = Math.max(last.storedAt, storedAt);
      else {
        if (last) yield last;
        last = { name, storedAt };
      }
    }
    if (last) yield last;
  }

  async forgetUnfinished(before: number): Promise<void> {
    for (let query: Record<string, string> | undefined = {}; query;) {
      const page = await this.bucket.text({ query: { uploads: '', prefix: OBJECTS, ...query } });
      for (const each of elements(page, 'Upload'))
        if (Date.parse(textOf(each, 'Initiated')) < before)
          await this.abort(textOf(each, 'Key'), { uploadId: textOf(each, 'UploadId') });
      query = textOf(page, 'IsTruncated') === 'true' ? nextUploads(page) : undefined;
    }
  }

  private async store(key: string, bytes: Readable, size: number): Promise<void> {
    const gate = exactly(size);
    let fault: unknown;
    pipeline(bytes, gate, (error) => (fault = error));
    try {
      await this.bucket.ask({ method: 'PUT', key, bytes: { stream: gate, size } });
    } catch (error) {
      if (fault instanceof AppError) throw fault;
      throw error;
    } finally {
      gate.destroy();
    }
  }

  /** @returns the tag of what was copied; undefined when its source is not there */
  private async copied(asked: {
    key: string;
    headers: Record<string, string>;
    query?: Record<string, string>;
  }) {
    const answer = await this.bucket.ask({ method: 'PUT', expected: [404], ...asked });
    const text = await answer.text();
    const tag = textOf(text, 'ETag');
    if (answer.status === 404) return undefined;
    if (tag === '')
      throw new AppError('UNAVAILABLE', 'A part could not be joined.', { cause: new Error(text) });
    return tag;
  }

  private async abort(key: string, query: { uploadId: string }): Promise<void> {
    await this.bucket.ask({ method: 'DELETE', key, query, expected: [404] });
  }

  private async delete(key: string): Promise<void> {
    await this.bucket.ask({ method: 'DELETE', key, expected: [404] });
  }

  private async *list(prefix: string): AsyncIterable<{ key: string; size: number; storedAt: number }> {
    for (let next: string | undefined = ''; next !== undefined;) {
      const query = { 'list-type': '2', prefix, ...(next !== '' && { 'continuation-token': next }) };
      const page = await this.bucket.text({ query });
      for (const each of elements(page, 'Contents'))
        yield {
          key: textOf(each, 'Key'),
          size: Number(textOf(each, 'Size')),
          storedAt: Date.parse(textOf(each, 'LastModified')),
        };
      next = textOf(page, 'IsTruncated') === 'true' ? textOf(page, 'NextContinuationToken') : undefined;
    }
  }
}

function partKey(upload: string, part: number): string {
  return `${PARTS}${upload}/${String(part)}`;
}

function objectKey(key: string): string {
  return `${OBJECTS}${key}`;
}

function numberOf(key: string): number {
  return Number(key.slice(key.lastIndexOf('/') + 1));
}

function completion(tags: readonly (string | undefined)[]): string {
  const parts = tags.map(
    (tag = '', index) => `<Part><PartNumber>${String(index + 1)}</PartNumber><ETag>${tag}</ETag></Part>`,
  );
  return `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
}

function nextUploads(page: string): Record<string, string> {
  return {
    'key-marker': textOf(page, 'NextKeyMarker'),
    'upload-id-marker': textOf(page, 'NextUploadIdMarker'),
  };
}
