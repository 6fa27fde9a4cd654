import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { JobsModule } from '../jobs/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { ServerSettingsModule } from '../server-settings/index.js';
import { Digests } from './digests.js';
import { DigestsController } from './digests.controller.js';
import { DigestsRepository } from './digests.repository.js';
import { Unsubscribing } from './unsubscribing.js';

@Module({
  imports: [AuthModule, JobsModule, NotificationsModule, ServerSettingsModule],
  controllers: [DigestsController],
  providers: [Digests, DigestsRepository, Unsubscribing],
})
export class DigestsModule {}
