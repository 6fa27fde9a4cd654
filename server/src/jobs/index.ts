export { defineJob } from './define-job.js';
export { Jobs } from './jobs.js';
export { JobsModule } from './jobs.module.js';
