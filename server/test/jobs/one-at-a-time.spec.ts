import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { FinishDeletions } from '../../src/accounts/finish-deletions.js';
import { MakeExport } from '../../src/exports/make-export.js';
import { startApp, type TestApp } from '../support/app.js';
import { deleteAccount } from '../support/living.js';
import type { Person } from '../support/people.js';
import { useWorld } from '../support/world.js';

let other: TestApp;
afterAll(() => other.close());
/** Two servers on one database; alice came first, so the server is hers. */
const { world } = useWorld(['alice']);
beforeAll(async () => {
  other = await startApp({ DATABASE_URL: world.database.url });
});

const apps = () => [world.app, other.app];
/** Those of people, by what is kept of them. */
const jobs = (prefix: string) =>
  world.database.query<{ isKept: boolean; isTaken: boolean }>(
    `SELECT j.key IS NOT NULL AS "isKept", j.locked_at IS NOT NULL AS "isTaken" FROM graphile_worker.jobs j
     WHERE j.task_identifier = $1 ORDER BY 2`,
    [prefix],
  );

/** What was put in before is taken by then, but for what has to wait. */
async function othersAreDone(): Promise<void> {
  await world.database.query(`SELECT graphile_worker.add_job('reminder:sweep', job_key => 'behind')`);
  const left = `SELECT 1 FROM graphile_worker.jobs WHERE key = 'behind'`;
  while ((await world.database.query(left)).length > 0) await delay(20);
}

describe('what takes long', () => {
  it.each([
    {
      what: 'exports',
      table: 'PersonalExport',
      kind: 'personal-export:make',
      isLeft: '"toldAt" IS NULL',
      sweep: () => Promise.all(apps().map((app) => app.get(MakeExport).sweep())),
      ask: (person: Person) =>
        world.database.query(`INSERT INTO "PersonalExport" ("userId", id, language) VALUES ($1, $2, 'en')`, [
          person.id,
          randomUUID(),
        ]),
    },
    {
      what: 'deletions',
      table: 'AccountDeletion',
      kind: 'account:finish-deletion',
      isLeft: 'true',
      sweep: () => Promise.all(apps().map((app) => app.get(FinishDeletions).sweep())),
      ask: async (person: Person) => {
        expect((await deleteAccount(world, person)).status).toBe(204);
      },
    },
  ])(
    'S250 is done one at a time over all servers, and nobody begins it again meanwhile: $what',
    async (kind) => {
      const people = await world.people.crowd(3);
      const holder = new pg.Client({ connectionString: world.database.url });
      holder.on('error', () => undefined); // a test that has failed
      await holder.connect();
      for (const person of people) await kind.ask(person);
      await holder.query('BEGIN');
      await holder.query(`SELECT 1 FROM "${kind.table}" FOR UPDATE`);
      await kind.sweep();
      while (!(await jobs(kind.kind)).some(({ isTaken }) => isTaken)) await delay(20);
      for (let times = 0; times < 2; times += 1) {
        await othersAreDone();
        await kind.sweep();
      }
      await othersAreDone();
      expect(await jobs(kind.kind)).toEqual([
        { isKept: true, isTaken: false },
        { isKept: true, isTaken: false },
        { isKept: true, isTaken: true },
      ]);
      await holder.query('COMMIT');
      await holder.end();
      const left = `SELECT 1 FROM "${kind.table}" WHERE ${kind.isLeft}`;
      while ((await world.database.query(left)).length > 0) await delay(20);
    },
  );
});
