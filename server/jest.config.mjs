/** They start, starve and kill real processes, and are a suite of their own: jest.process.config.mjs. */
export const PROCESS_SPECS = '<rootDir>/test/process/**/*.spec.ts';

/** @type {import('jest').Config} */
export default {
  rootDir: '.',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/process/'],
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  setupFiles: ['<rootDir>/test/support/forks.mjs'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        sourceMaps: 'inline',
        module: { type: 'es6' },
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          keepClassNames: true,
        },
      },
    ],
  },
  testTimeout: 240_000,
  maxWorkers: 2,
  // What a file has loaded as modules is never let go of, some 60 MB each: a worker that has run many of them would spend
  // its time collecting, and come to the end of its heap.
  workerIdleMemoryLimit: '1GB',
  // Nothing keeps a worker alive when its tests are over, but to give back the hundreds of MB of all their modules takes
  // longer than the half second after which Jest calls that a leak. What does leak is still told, later.
  workerGracefulExitTimeout: 10_000,
};
