import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Config } from '../../src/config/index.js';
import { defineJob } from '../../src/jobs/define-job.js';
import { GraphileJobs } from '../../src/jobs/graphile-jobs.js';
import { JobsRepository } from '../../src/jobs/jobs.repository.js';
import { OrdinaryDatabase } from '../../src/prisma/index.js';
import { TEST_ENVIRONMENT } from '../../../rig/environment.mjs';
import { createMigratedDatabase, type TestDatabase } from '../support/database.js';
import { waitForLonger } from '../support/patient-jobs.js';

const NOTE = defineJob<{ text: string }>('note');
const TICK = defineJob('tick');
const MINUTE_MS = 60_000;
/** All but the date. */
const REAL = [
  ...['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate'],
  ...['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'],
] as ('hrtime' | 'nextTick')[];

let database: TestDatabase;
let statements: OrdinaryDatabase;
let queues: GraphileJobs[];
let done: string[];
let told: EventEmitter;

beforeEach(async () => {
  database = await createMigratedDatabase();
  statements = new OrdinaryDatabase(database.url, 2, () => undefined);
  [queues, done, told] = [[], [], new EventEmitter()];
});
afterEach(async () => {
  await Promise.all(queues.map((queue) => queue.onModuleDestroy()));
  await statements.close();
  await database.drop();
});

/** A process's queue, which notes what it does. */
function aQueue(does: (text: string) => Promise<void> = () => Promise.resolve()): GraphileJobs {
  const jobs = new GraphileJobs(
    new Config({ ...TEST_ENVIRONMENT, DATABASE_URL: database.url }),
    new JobsRepository(),
  );
  jobs.handle(NOTE, async ({ text }) => {
    await does(text);
    done.push(text);
    told.emit('done', text);
  });
  waitForLonger(jobs);
  queues.push(jobs);
  return jobs;
}

const inAnHour = () => new Date(Date.now() + 60 * MINUTE_MS);

describe('the job queue', () => {
  it('does what was committed, and nothing that was rolled back', async () => {
    const jobs = aQueue();
    await jobs.ready();
    const broken = statements.transaction(async (transaction) => {
      await jobs.put(transaction, NOTE, { text: 'never' }, { key: 'one' });
      throw new Error('changed my mind');
    });
    await expect(broken).rejects.toThrow('changed my mind');
    const first = once(told, 'done');
    await statements.transaction((transaction) =>
      jobs.put(transaction, NOTE, { text: 'kept' }, { key: 'two' }),
    );
    await first;
    expect(done).toEqual(['kept']);
  });

  it('does the last of those that were put in under one key, and nothing that was taken out', async () => {
    const jobs = aQueue();
    await jobs.ready();
    await jobs.put(statements, NOTE, { text: 'earlier' }, { key: 'one', at: inAnHour() });
    await jobs.put(statements, NOTE, { text: 'gone' }, { key: 'two', at: inAnHour() });
    await jobs.takeOut(statements, 'two');
    const first = once(told, 'done');
    await jobs.put(statements, NOTE, { text: 'later' }, { key: 'one', at: new Date() });
    await first;
    expect(done).toEqual(['later']);
    // What is being done has ended when the queue has, and nothing else was waiting.
    await jobs.onModuleDestroy();
    expect(await database.query('SELECT key FROM graphile_worker.jobs')).toEqual([]);
  });

  it('is put up once by several that start together, and does each job once', async () => {
    const [one, two, three] = [aQueue(), aQueue(), aQueue()];
    await Promise.all([one.ready(), two.ready(), three.ready()]);
    const texts = Array.from({ length: 30 }, (_, n) => `job ${String(n)}`);
    const all = new Promise<void>((resolve) => {
      told.on('done', () => done.length === texts.length && resolve());
    });
    for (const text of texts) await one.put(statements, NOTE, { text }, { key: text });
    await all;
    expect([...done].sort()).toEqual([...texts].sort());
  });

  it('ends what it has begun before it stops, and leaves no trace of its workers', async () => {
    let finish = (): void => undefined;
    const begun = new EventEmitter();
    const jobs = aQueue(async () => {
      begun.emit('begun');
      await new Promise<void>((resolve) => (finish = resolve));
    });
    await jobs.ready();
    const isBegun = once(begun, 'begun');
    await jobs.put(statements, NOTE, { text: 'slow' }, { key: 'slow' });
    await isBegun;
    const stopped = jobs.onModuleDestroy();
    finish();
    await stopped;
    expect(done).toEqual(['slow']);
    expect(await database.query('SELECT id FROM graphile_worker.jobs')).toEqual([]);
    expect(await database.query('SELECT * FROM "JobWorker"')).toEqual([]);
  });

  it('does again what a process has begun that is gone', async () => {
    await aQueue().ready();
    await queues.pop()?.onModuleDestroy();
    await database.query(`INSERT INTO "JobWorker" ("workerId", "leaseKey") VALUES ('worker-gone', 7)`);
    await database.query(
      `SELECT graphile_worker.add_job('note', '{"text":"begun"}'::json, job_key => 'one')`,
    );
    await database.query(
      `UPDATE graphile_worker._private_jobs SET locked_by = 'worker-gone', locked_at = now(), attempts = 1`,
    );
    const isDone = once(told, 'done');
    aQueue().start();
    await isDone;
    expect(done).toEqual(['begun']);
  });

  it('begins nothing twice, however long it takes', async () => {
    let [begun, finish] = [0, (): void => undefined];
    const jobs = aQueue((text) => {
      if (text !== 'slow') return Promise.resolve();
      begun += 1;
      return new Promise<void>((resolve) => (finish = resolve));
    });
    await jobs.ready();
    await jobs.put(statements, NOTE, { text: 'slow' }, { key: 'slow', queue: 'slow' });
    while (begun === 0) await delay(20);
    // So long ago that the queue takes it for lost.
    for (const table of ['_private_jobs', '_private_job_queues'])
      await database.query(
        `UPDATE graphile_worker.${table} SET locked_at = now() - interval '5 hours' WHERE locked_by IS NOT NULL`,
      );
    const isOld = `SELECT 1 FROM graphile_worker._private_jobs WHERE locked_at < now() - interval '1 hour'
      UNION ALL SELECT 1 FROM graphile_worker._private_job_queues WHERE locked_at < now() - interval '1 hour'`;
    while ((await database.query(isOld)).length > 0) await delay(20);
    // A process that starts looks for what is lost at once, and does what is left.
    const noted = once(told, 'done');
    const other = aQueue();
    await other.ready();
    await other.put(statements, NOTE, { text: 'behind' }, { key: 'behind' });
    await noted;
    expect([begun, done]).toEqual([1, ['behind']]);
    finish();
    while ((await database.query('SELECT 1 FROM graphile_worker.jobs')).length > 0) await delay(20);
    expect([begun, done]).toEqual([1, ['behind', 'slow']]);
  });

  it('does what is done again and again once at a time, and once more where it was due often meanwhile', async () => {
    const begun = new EventEmitter();
    const ends: (() => void)[] = [];
    let [running, most, runs] = [0, 0, 0];
    const tick = async () => {
      runs += 1;
      most = Math.max(most, (running += 1));
      const end = new Promise<void>((resolve) => ends.push(resolve));
      begun.emit('begun');
      await end;
      running -= 1;
    };
    const first = once(begun, 'begun');
    const past = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS - 10 * MINUTE_MS;
    try {
      // It is due when a process looks: the date of each is a whole minute, and stands still.
      for (const minute of [0, 1, 2]) {
        jest.useFakeTimers({ doNotFake: REAL, now: past + minute * MINUTE_MS });
        const jobs = aQueue();
        jobs.every('* * * * *', TICK, tick);
        await jobs.ready();
        const isDue = async () =>
          (
            await statements.pool.query(
              'SELECT 1 FROM graphile_worker._private_known_crontabs WHERE last_execution = $1',
              [new Date(past + minute * MINUTE_MS)],
            )
          ).rows.length > 0;
        while (!(await isDue())) await delay(20);
        if (minute === 0) await first;
        // What is put in later is done: so was what nothing keeps from it.
        const noted = once(told, 'done');
        await jobs.put(statements, NOTE, { text: 'later' }, { key: 'later' });
        await noted;
      }
      const before = runs;
      const isLeft = async () => (await database.query('SELECT 1 FROM graphile_worker.jobs')).length > 0;
      while (await isLeft()) {
        for (const end of ends.splice(0)) end();
        await delay(20);
      }
      expect({ before, runs, most }).toEqual({ before: 1, runs: 2, most: 1 });
    } finally {
      jest.useRealTimers();
    }
  });

  it('does a job again that has failed', async () => {
    let tries = 0;
    const jobs = aQueue(() => {
      tries += 1;
      return tries === 1 ? Promise.reject(new Error('not yet')) : Promise.resolve();
    });
    await jobs.ready();
    await jobs.put(statements, NOTE, { text: 'at last' }, { key: 'one' });
    await once(told, 'done');
    expect([tries, done]).toEqual([2, ['at last']]);
  });
});
