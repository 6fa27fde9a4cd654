import 'reflect-metadata';
import type { ListenOptions } from 'node:net';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { Setup } from './auth/index.js';
import { Lifecycle } from './common/index.js';
import { Config } from './config/index.js';
import { configureApp } from './configure-app.js';
import { AppLogger } from './http/index.js';
import { Jobs } from './jobs/index.js';
import { applyMigrations, awaitDatabase } from './prisma/index.js';
import { Dispatcher, Fanout } from './realtime/index.js';

/** Connections that may wait to be taken, as far as the system allows. Node's 511 are too few when everybody comes back
 * at once: the others would be dropped without a word and try again after one second, or three. */
const BACKLOG = 4_096;

const JOBS_START_AFTER_MS = 1_000;

export interface RunningServer {
  /** Where it listens, such as `http://127.0.0.1:3000`. */
  url: string;
  /** Where somebody comes to own it, behind the address at which people find it; missing where nobody can any more. */
  setupPath?: string;
  /** Lets what is under way finish, then stops: sockets first, database connections last. */
  close(): Promise<void>;
}

/**
 * Starts the server: reads the configuration, brings the database up to date, listens.
 * @throws ConfigError naming every bad key, DatabaseRefusal, or whatever kept the port from being used
 */
export async function bootstrap(env: NodeJS.ProcessEnv): Promise<RunningServer> {
  const config = new Config(env);
  const say = (message: string): void => {
    console.warn(message);
  };
  const url = config.get('DATABASE_URL');
  await awaitDatabase(url, {
    waitMs: config.get('DATABASE_WAIT_MS'),
    poolMax: config.get('DATABASE_POOL_MAX'),
    say,
  });
  const migrations = await applyMigrations(url, say);
  const app = await NestFactory.create<NestExpressApplication>(AppModule.for(config), {
    logger: ['error', 'warn'],
    abortOnError: false,
    bodyParser: false,
  });
  configureApp(app, config);
  await app.init();
  // Only now: what the framework says while it puts the modules together is of no use to an operator.
  app.useLogger(new AppLogger(config));
  const logger = new Logger('Server');
  await listen(app, { port: config.get('PORT'), host: config.get('HOST'), backlog: BACKLOG });
  // Nobody waits for what is due later: those who come first are answered first.
  const jobs = setTimeout(() => app.get(Jobs).start(), JOBS_START_AFTER_MS);
  if (migrations.length > 0) logger.log({ migrations }, 'database brought up to date');
  if (config.isDemo)
    logger.log('Demo mode: login codes are shown to whoever asks, anybody can log in as anybody.');
  const setupPath = await app.get(Setup).offer();
  return {
    url: await app.getUrl(),
    ...(setupPath !== undefined && { setupPath }),
    close: async () => {
      clearTimeout(jobs);
      app.get(Lifecycle).startDraining();
      app.get(Fanout).announceDrain();
      await app.get(Dispatcher).settled();
      // One turn of the event loop, in which the answers leave.
      await new Promise(setImmediate);
      await app.close();
    },
  };
}

/** Nest hands on what it is given to Node's `listen`; its types know of port and host only. */
function listen(app: NestExpressApplication, options: ListenOptions): Promise<unknown> {
  return (app.listen as (options: ListenOptions) => Promise<unknown>).call(app, options);
}
