import { expect, it } from '@jest/globals';
import { MIGRATIONS_DIR, readMigrations } from '../../src/prisma/migration-files.js';

/** Those before it stay as they are. */
const FIRST = '20261220000000';

const tablesMadeBy = (sql: string) => [...sql.matchAll(/^CREATE TABLE "(\w+)"/gm)].map(([, table]) => table);
const indexesOf = (sql: string) =>
  [...sql.matchAll(/^CREATE (?:UNIQUE )?INDEX (?:CONCURRENTLY )?"(\w+)"\s+ON "(\w+)"/gm)].map(
    ([, index, table]) => ({ index, table }),
  );
const late = readMigrations(MIGRATIONS_DIR).filter(({ name }) => name >= FIRST);

it('no table that is in use waits for an index: those of older tables are made beside whoever writes', () => {
  const waitedFor = late.flatMap(({ name, sql, steps }) =>
    indexesOf(sql).flatMap(({ index, table }) =>
      steps || tablesMadeBy(sql).includes(table) ? [] : [`${name}: ${String(index)}`],
    ),
  );
  expect(waitedFor).toEqual([]);
});

it('what is made beside whoever writes can be made again when it was cut off', () => {
  const made = late.flatMap(({ steps = [] }) =>
    steps.map((step, place) => ({ step, before: steps[place - 1] })),
  );
  const unsafe = made.filter(({ step, before }) => {
    const [, index] = /^CREATE (?:UNIQUE )?INDEX (?:CONCURRENTLY )?"(\w+)"/.exec(step) ?? [];
    return index !== undefined && before !== `DROP INDEX CONCURRENTLY IF EXISTS "${index}"`;
  });
  expect(made.length).toBeGreaterThan(0);
  expect(unsafe).toEqual([]);
});
