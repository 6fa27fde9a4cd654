export { defineJob } from './define-job.js';
export { isQueued } from './is-queued.js';
export { Jobs } from './jobs.js';
export { JobsModule } from './jobs.module.js';
