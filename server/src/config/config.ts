import { readFileSync } from 'node:fs';
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

/** The configuration of this process: read once at boot, frozen, injected wherever it is needed. */
export class Config {
  readonly values: Readonly<Env>;

  /** @throws ConfigError naming every bad key */
  constructor(source: NodeJS.ProcessEnv) {
    this.values = Object.freeze(readEnv(source, (path) => readFileSync(path, 'utf8')));
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

  /** Codes are shown to whoever asks for them. */
  get isDemo(): boolean {
    return this.values.CODE_DELIVERY === 'response';
  }
}
