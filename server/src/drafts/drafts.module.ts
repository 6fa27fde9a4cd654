import { Module } from '@nestjs/common';
import { FilesModule } from '../files/index.js';
import { JobsModule } from '../jobs/index.js';
import { AccessModule } from '../rooms/access/index.js';
import { DraftsController } from './drafts.controller.js';
import { DraftsGateway } from './drafts.gateway.js';
import { Drafts } from './drafts.js';
import { DraftsRepository } from './drafts.repository.js';

@Module({
  imports: [AccessModule, FilesModule, JobsModule],
  controllers: [DraftsController],
  providers: [Drafts, DraftsGateway, DraftsRepository],
})
export class DraftsModule {}
