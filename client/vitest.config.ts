import { configDefaults, defineConfig, mergeConfig } from 'vitest/config';
import vite from './vite.config.ts';

/** They replace what belongs to the whole page, or load modules anew: each such file gets its modules for itself. */
const ALONE = ['src/app/**/*.test.ts', 'src/lib/storage.test.ts', 'src/lib/natural-order.test.ts'];
const ALL = ['**/*.test.{ts,tsx}'];

/** Everything else shares the modules of its worker, so it leaves no timer and no global behind. */
export default mergeConfig(
  vite,
  defineConfig({
    test: {
      // A busy machine makes a property take long; it does not make it wrong.
      testTimeout: 60_000,
      projects: [
        {
          extends: true,
          test: {
            name: 'shared',
            include: ALL,
            exclude: [...configDefaults.exclude, ...ALONE],
            isolate: false,
          },
        },
        { extends: true, test: { name: 'alone', include: ALONE } },
      ],
    },
  }),
);
