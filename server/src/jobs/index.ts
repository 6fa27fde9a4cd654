export { defineJob } from './define-job.js';
export { FailedJobsRepository } from './failed-jobs.repository.js';
export { isQueued } from './is-queued.js';
export { Jobs } from './jobs.js';
export { JobsModule } from './jobs.module.js';
