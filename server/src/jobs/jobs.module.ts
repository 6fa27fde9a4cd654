import { Module } from '@nestjs/common';
import { FailedJobsRepository } from './failed-jobs.repository.js';
import { GraphileJobs } from './graphile-jobs.js';
import { Jobs } from './jobs.js';
import { JobsRepository } from './jobs.repository.js';

@Module({
  providers: [JobsRepository, FailedJobsRepository, { provide: Jobs, useClass: GraphileJobs }],
  exports: [Jobs, FailedJobsRepository],
})
export class JobsModule {}
