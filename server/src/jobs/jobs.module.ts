import { Module } from '@nestjs/common';
import { GraphileJobs } from './graphile-jobs.js';
import { Jobs } from './jobs.js';
import { JobsRepository } from './jobs.repository.js';

@Module({
  providers: [JobsRepository, { provide: Jobs, useClass: GraphileJobs }],
  exports: [Jobs],
})
export class JobsModule {}
