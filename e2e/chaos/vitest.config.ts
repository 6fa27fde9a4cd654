import { defineConfig } from 'vitest/config';

const MINUTE_MS = 60_000;

export default defineConfig({
  test: {
    root: import.meta.dirname,
    environment: 'node',
    include: ['**/*.test.ts'],
    pool: 'forks',
    // They wait more than they work, each file on a PostgreSQL of its own.
    maxWorkers: 2,
    // Where chance is against it, a bug is looked for with one seed after the other; a machine that is busy takes its time.
    testTimeout: 20 * MINUTE_MS,
    hookTimeout: 5 * MINUTE_MS,
  },
});
