import { jest } from '@jest/globals';

/** In CI a test that fails is run once more; that it passed only then is told at the end of the run (ADR 33). */
if (process.env.CI) jest.retryTimes(1, { logErrorsBeforeRetry: true });
