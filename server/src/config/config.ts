import { readFileSync } from 'node:fs';
import { testHosts } from './test-hosts.js';
import { bytesOf, millisecondsOf, secondsOf } from './env-values.js';
import { type Env, readEnv } from './env.js';

export interface SessionLife {
  /** Of an access token. */
  accessSeconds: number;
  /** Without being used. */
  idleSeconds: number;
  /** In any case. */
  maxSeconds: number;
  /** For which the answer to a refresh is given again. */
  graceMs: number;
}

export interface FileLimits {
  /** Of one file. */
  maxSize: number;
  /** Of all files of a person. */
  quota: number;
  /** That is left free on the disk. */
  minFree: number;
}

export interface S3Settings {
  bucket: string;
  /** Of the bucket, for this server and for browsers; nothing at the end. */
  url: string;
  publicUrl: string;
  region: string;
  accessKey: string;
  secretKey: string;
}

/** The configuration of this process: read once at boot, frozen, injected wherever it is needed. */
export class Config {
  readonly values: Readonly<Env>;
  /** Hosts with a port that links may lead to wherever they are: while tests run, and never otherwise. */
  readonly testHosts: readonly string[];

  /** @throws ConfigError naming every bad key */
  constructor(source: NodeJS.ProcessEnv) {
    this.values = Object.freeze(readEnv(source, (path) => readFileSync(path, 'utf8')));
    this.testHosts = testHosts(source);
  }

  get<K extends keyof Env>(key: K): Env[K] {
    return this.values[key];
  }

  /** Life of an access token, in whole seconds. */
  get tokenLifeSeconds(): number {
    return secondsOf(this.values.JWT_EXPIRES_IN);
  }

  /** Owners of rooms may make links that let people in with a name only. */
  get hasGuestLinks(): boolean {
    return this.values.GUEST_LINKS === 'on';
  }

  /** Life of a guest's token, in whole seconds. */
  get guestLifeSeconds(): number {
    return secondsOf(this.values.GUEST_EXPIRES_IN);
  }

  /** How long logins live that are kept in a cookie. */
  get sessionLife(): SessionLife {
    const { SESSION_ACCESS, SESSION_IDLE, SESSION_MAX, SESSION_GRACE } = this.values;
    return {
      accessSeconds: secondsOf(SESSION_ACCESS),
      idleSeconds: secondsOf(SESSION_IDLE),
      maxSeconds: secondsOf(SESSION_MAX),
      graceMs: millisecondsOf(SESSION_GRACE),
    };
  }

  /** In bytes. */
  get fileLimits(): FileLimits {
    const { FILES_MAX_SIZE, FILES_QUOTA, FILES_MIN_FREE } = this.values;
    return {
      maxSize: bytesOf(FILES_MAX_SIZE),
      quota: bytesOf(FILES_QUOTA),
      minFree: bytesOf(FILES_MIN_FREE),
    };
  }

  /** The store of `FILES_DRIVER=s3`; undefined where files are kept in a folder. */
  get s3(): S3Settings | undefined {
    const { FILES_DRIVER, S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY, S3_SECRET_KEY } = this.values;
    if (FILES_DRIVER !== 's3' || !S3_ENDPOINT || !S3_BUCKET || !S3_ACCESS_KEY || !S3_SECRET_KEY)
      return undefined;
    const { S3_REGION, S3_PATH_STYLE, S3_PUBLIC_ENDPOINT = S3_ENDPOINT } = this.values;
    const bucketAt = (endpoint: string) =>
      S3_PATH_STYLE === 'on' ? `${endpoint}/${S3_BUCKET}` : endpoint.replace('://', `://${S3_BUCKET}.`);
    return {
      bucket: S3_BUCKET,
      url: bucketAt(S3_ENDPOINT),
      publicUrl: bucketAt(S3_PUBLIC_ENDPOINT),
      region: S3_REGION,
      accessKey: S3_ACCESS_KEY,
      secretKey: S3_SECRET_KEY,
    };
  }

  /** Where browsers bring files themselves, and where they fetch them; undefined for here. */
  get fileOrigins(): { uploads: string | undefined; reads: string | undefined } {
    const uploads = this.s3 && new URL(this.s3.publicUrl).origin;
    return { uploads, reads: this.values.FILES_REDIRECT === 'on' ? uploads : undefined };
  }

  /** People who were away are told by mail of what they have missed. The mails need an address to lead to. */
  get sendsDigests(): boolean {
    const { SMTP_URL, PUBLIC_URL, MAIL_DIGEST } = this.values;
    return SMTP_URL !== undefined && PUBLIC_URL !== undefined && MAIL_DIGEST !== 'off';
  }

  /** Links have previews until the server page says otherwise. */
  get hasLinkPreviews(): boolean {
    return this.values.LINK_PREVIEWS === 'on';
  }

  /** Codes are shown to whoever asks for them. */
  get isDemo(): boolean {
    return this.values.CODE_DELIVERY === 'response';
  }
}
