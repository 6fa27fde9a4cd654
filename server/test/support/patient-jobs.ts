import type { Jobs } from '../../src/jobs/index.js';

/** The queue is put up when it is needed first: people are told to try again before that is done on a busy machine. */
export function waitForLonger(jobs: Jobs): void {
  const ready = jobs.ready.bind(jobs);
  jobs.ready = () => ready().catch(ready).catch(ready);
}
