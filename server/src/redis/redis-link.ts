import { createHash } from 'node:crypto';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Redis, RedisOptions } from 'ioredis';
import { Config } from '../config/index.js';

const CONNECT_TIMEOUT_MS = 1_000;
/** An answer that has not come by then will not come: the connection is opened anew. */
const SILENCE_MS = 5_000;
const RETRY_STEP_MS = 50;
const RETRY_MAX_MS = 250;

type RedisState = 'up' | 'down' | 'off';

/**
 * The connection to Redis, where REDIS_URL names one. Whatever lies there may vanish at any time; while it is away, what is
 * asked fails at once. Keys begin with the version of what they mean, and with whom they belong to.
 */
@Injectable()
export class RedisLink implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('Redis');
  private readonly url: string | undefined;
  private readonly clients: Redis[] = [];
  private client: Redis | undefined;
  private opening: Promise<Redis> | undefined;
  private isGathering = false;
  /** Of servers that share a secret, and so a database. */
  readonly prefix: string;

  constructor(config: Config) {
    this.url = config.get('REDIS_URL');
    const whose = createHash('sha256')
      .update(`redis ${config.get('JWT_SECRET')}`)
      .digest('base64url');
    this.prefix = `ck1:${whose.slice(0, 8)}:`;
  }

  get isConfigured(): boolean {
    return this.url !== undefined;
  }

  get state(): RedisState {
    if (!this.isConfigured) return 'off';
    return this.client?.status === 'ready' ? 'up' : 'down';
  }

  async onModuleInit(): Promise<void> {
    if (this.isConfigured) await this.main();
  }

  onModuleDestroy(): void {
    for (const client of this.clients) client.disconnect();
  }

  /** The connection for commands. Opens it; whether it is up shows in `state`. */
  main(): Promise<Redis> {
    this.opening ??= this.open().then((client) => {
      client.on('ready', () => this.logger.log('Redis is there'));
      return (this.client = client);
    });
    return this.opening;
  }

  /** Another connection, as for listening. */
  open(options: RedisOptions = {}): Promise<Redis> {
    return this.connect({ ...options, lazyConnect: false });
  }

  /** @throws when Redis is away */
  async publish(channel: string, text: string): Promise<void> {
    await this.ready().publish(channel, text);
  }

  /**
   * Runs a script. @param keys without the prefix
   * @throws when Redis is away, or does not answer in time: it may have been done all the same
   */
  async run(
    script: RedisScript,
    keys: readonly string[],
    args: readonly (string | number)[],
    timeoutMs: number,
  ) {
    const client = this.ready();
    const named = keys.map((key) => this.prefix + key);
    const answer = client.evalsha(script.digest, named.length, ...named, ...args).catch((error: unknown) => {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
      return client.eval(script.text, named.length, ...named, ...args);
    });
    return within(timeoutMs, answer);
  }

  private ready(): Redis {
    if (this.client?.status !== 'ready') throw new Error('Redis is away');
    this.gather(this.client.stream);
    return this.client;
  }

  /** What is asked in one turn of the event loop is written at once: each write for itself costs more than all that is asked. */
  private gather(stream: Redis['stream']): void {
    if (this.isGathering) return;
    this.isGathering = true;
    stream.cork();
    setImmediate(() => {
      this.isGathering = false;
      stream.uncork();
    });
  }

  private async connect(options: RedisOptions): Promise<Redis> {
    if (this.url === undefined) throw new Error('there is no Redis');
    // Who has none does not pay for it.
    const { Redis } = await import('ioredis');
    const client = new Redis(this.url, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      connectTimeout: CONNECT_TIMEOUT_MS,
      socketTimeout: SILENCE_MS,
      retryStrategy: (times) => Math.min(RETRY_STEP_MS * times, RETRY_MAX_MS),
      ...options,
    });
    let isTold = false;
    client.on('ready', () => (isTold = false));
    client.on('error', (error: Error) => {
      if (!isTold) this.logger.warn({ reason: reasonOf(error) }, 'Redis cannot be used');
      isTold = true;
    });
    this.clients.push(client);
    return client;
  }
}

/** A script and its name in Redis. */
export class RedisScript {
  readonly digest: string;

  constructor(readonly text: string) {
    this.digest = createHash('sha1').update(text).digest('hex');
  }
}

/** Of a connection: an error of it may hold its address, and that a password. */
function reasonOf(error: Error): string {
  return (error as NodeJS.ErrnoException).code ?? error.name;
}

function within<T>(timeoutMs: number, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    // Timers come before what the network has brought: an answer that came while the process stood still is heard first.
    const timer = setTimeout(() => setImmediate(() => reject(new Error('Redis does not answer'))), timeoutMs);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
