import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { AppModule } from '../../src/app.module.js';
import { Clock, Lifecycle } from '../../src/common/index.js';
import { Config } from '../../src/config/index.js';
import { configureApp } from '../../src/configure-app.js';
import { Jobs } from '../../src/jobs/index.js';
import { applyMigrations, Database, OrdinaryDatabase } from '../../src/prisma/index.js';
import { LIFTED_LOGIN_LIMITS, TEST_ENVIRONMENT } from '../../../rig/environment.mjs';
import { TEST_SECRET } from '../../../rig/tokens.mjs';
import { createMigratedDatabase, type TestDatabase } from './database.js';
import { MovableClock } from './movable-clock.js';
import { waitForLonger } from './patient-jobs.js';
import { People } from './people.js';
import { within } from './within.js';

export { TEST_SECRET };

/**
 * How long a statement waits for its connection, and for its answer: people are told to try again much sooner, and so
 * would tests be on a machine that is busy, whatever they are about.
 */
const DATABASE_PATIENCE = { connectionTimeoutMillis: 30_000, query_timeout: 30_000 };

export interface TestApp {
  app: NestExpressApplication;
  url: string;
  database: TestDatabase;
  clock: MovableClock;
  people: People;
  close(): Promise<void>;
}

/** The real application on a free port with a database of its own. Only the clock can be moved. */
export async function startApp(env: Record<string, string> = {}): Promise<TestApp> {
  const database = await within('making a database', createMigratedDatabase());
  const filesDir = join(tmpdir(), `chatket-files-${randomUUID()}`);
  const config = new Config({
    ...TEST_ENVIRONMENT,
    ...LIFTED_LOGIN_LIMITS,
    DATABASE_URL: database.url,
    LOG_LEVEL: 'error',
    FILES_DIR: filesDir,
    ...env,
  });
  // A database that the test brings along has no tables yet.
  if (env.DATABASE_URL !== undefined) await applyMigrations(env.DATABASE_URL);
  const clock = new MovableClock();
  const module = await Test.createTestingModule({ imports: [AppModule.for(config)] })
    .overrideProvider(Clock)
    .useValue(clock)
    .compile();
  const app = module.createNestApplication<NestExpressApplication>({
    logger: ['error'],
    bodyParser: false,
  });
  configureApp(app, config);
  for (const Pool of [Database, OrdinaryDatabase])
    Object.assign(app.get(Pool).pool.options, DATABASE_PATIENCE);
  waitForLonger(app.get(Jobs));
  await within('starting the server', app.listen(0, '127.0.0.1'));
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  const people = new People(url);
  return {
    app,
    url,
    database,
    clock,
    people,
    close: async () => {
      people.disconnect();
      app.get(Lifecycle).startDraining();
      await within('stopping the server', app.close());
      await within('dropping the database', database.drop());
      await rm(filesDir, { recursive: true, force: true });
    },
  };
}
