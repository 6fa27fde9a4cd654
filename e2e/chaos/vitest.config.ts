import { defineConfig } from 'vitest/config';

const MINUTE_MS = 60_000;

export default defineConfig({
  test: {
    root: import.meta.dirname,
    environment: 'node',
    include: ['**/*.test.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 8 * MINUTE_MS,
    hookTimeout: MINUTE_MS,
  },
});
