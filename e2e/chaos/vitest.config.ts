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
    testTimeout: 8 * MINUTE_MS,
    hookTimeout: MINUTE_MS,
  },
});
