import { Readable } from 'node:stream';
import { Logger } from '@nestjs/common';
import { AwsV4Signer } from 'aws4fetch';
import { AppError, storageFull } from '../../common/index.js';
import type { S3Settings } from '../../config/index.js';
import { textOf } from './s3-xml.js';

/** For what is answered from a list. What is moved takes its time. */
const ANSWER_MS = 20_000;
const MOVE_MS = 5 * 60_000;

interface Asked {
  method?: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  key?: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: string;
  /** Instead of a body; `size` says how many there are. */
  bytes?: { stream: Readable; size: number };
  /** Statuses that are answers like any other. */
  expected?: readonly number[];
}

/** What is to be asked by whoever has the address. */
export interface Signed {
  method: 'GET' | 'PUT';
  key: string;
  /** For how long, in seconds. */
  life: number;
  query?: Record<string, string>;
  headers?: Record<string, string>;
}

/** A bucket of a store that speaks S3: requests that are signed, and failures with words. */
export class S3Bucket {
  readonly name: string;
  private readonly logger = new Logger('Files');
  private isAway = false;

  constructor(private readonly settings: S3Settings) {
    this.name = settings.bucket;
  }

  /**
   * Asks, and answers with what is 2xx or expected.
   * @throws AppError `UNAVAILABLE` when S3 is away, busy, or does not let us in; `STORAGE_FULL`
   */
  async ask(asked: Asked): Promise<Response> {
    const { method = 'GET', bytes, expected = [] } = asked;
    const response = await this.send(asked).catch((error: unknown) => {
      throw this.noted(away(error));
    });
    if (response.ok || expected.includes(response.status)) {
      this.isAway = false;
      return response;
    }
    const text = method === 'HEAD' ? '' : await response.text().catch(() => '');
    bytes?.stream.destroy();
    throw this.noted(
      refused(`${method} ${String(response.status)} ${textOf(text, 'Code')}`, response.status),
    );
  }

  /** The text of an answer. @throws AppError as above; also where a failure comes as 200 */
  async text(asked: Asked): Promise<string> {
    const text = await (await this.ask(asked)).text().catch((error: unknown) => {
      throw this.noted(away(error));
    });
    if (text.includes('<Error>')) throw this.noted(refused(textOf(text, 'Code'), 500));
    return text;
  }

  /** What an answer holds. @throws AppError `UNAVAILABLE` where it ends before its end */
  async *chunks(body: NonNullable<Response['body']>): AsyncIterable<Buffer> {
    try {
      for await (const chunk of body) yield Buffer.from(chunk as Uint8Array);
    } catch (error) {
      throw this.noted(away(error));
    }
  }

  /** An address under which browsers may ask just this. */
  async sign({ method, key, life, query = {}, headers = {} }: Signed): Promise<string> {
    const url = addressOf(this.settings.publicUrl, key, { ...query, 'X-Amz-Expires': String(life) });
    const signed = await this.signer({ method, url, headers, signQuery: true, allHeaders: true }).sign();
    return signed.url.href;
  }

  /** Said once until it is there again: people are told that it is away, and not why. */
  private noted(error: AppError): AppError {
    if (error.code === 'UNAVAILABLE' && !this.isAway) {
      this.isAway = true;
      this.logger.warn(
        { err: error.cause },
        'the store of S3_ENDPOINT does not answer as it should; files wait for it',
      );
    }
    return error;
  }

  private async send({ method = 'GET', key = '', query = {}, headers = {}, body, bytes }: Asked) {
    const url = addressOf(this.settings.url, key, query);
    const length = bytes && { 'content-length': String(bytes.size) };
    const signed = await this.signer({ method, url, headers: { ...headers, ...length }, body }).sign();
    const isMoving = bytes !== undefined || headers['x-amz-copy-source'] !== undefined || method === 'POST';
    return untilHeaders(isMoving ? MOVE_MS : ANSWER_MS, (signal) =>
      fetch(signed.url, {
        method,
        headers: signed.headers,
        redirect: 'error',
        signal,
        ...(bytes ? { body: Readable.toWeb(bytes.stream), duplex: 'half' } : { body }),
      }),
    );
  }

  private signer(what: Partial<ConstructorParameters<typeof AwsV4Signer>[0]> & { url: string }): AwsV4Signer {
    const { region, accessKey, secretKey } = this.settings;
    return new AwsV4Signer({
      service: 's3',
      region,
      accessKeyId: accessKey,
      secretAccessKey: secretKey,
      ...what,
    });
  }
}

function addressOf(bucket: string, key: string, query: Record<string, string>): string {
  const url = new URL(key === '' ? `${bucket}/` : `${bucket}/${key}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

/** An answer may take as long as it likes once it has begun. */
async function untilHeaders<Value>(
  ms: number,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(new Error('S3 took too long')), ms);
  try {
    return await work(over.signal);
  } finally {
    clearTimeout(timer);
  }
}

function refused(words: string, status: number): AppError {
  const cause = new Error(`S3 refused: ${words}`);
  return status === 507 || words.endsWith('QuotaExceeded') ? storageFull(cause) : away(cause);
}

/** The one answer where files cannot be reached. What was stored is still there. */
function away(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  if (cause instanceof Error && cause.cause instanceof AppError) return cause.cause;
  return new AppError(
    'UNAVAILABLE',
    'The files of this server cannot be reached right now. Try again shortly.',
    {
      cause,
    },
  );
}
