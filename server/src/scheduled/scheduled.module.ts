import { Module } from '@nestjs/common';
import { ChatModule } from '../chat/index.js';
import { JobsModule } from '../jobs/index.js';
import { MentionsModule } from '../mentions/index.js';
import { AccessModule } from '../rooms/access/index.js';
import { RulesModule } from '../rooms/rules/index.js';
import { ScheduledMessages } from './scheduled-messages.js';
import { ScheduledController } from './scheduled.controller.js';
import { ScheduledRepository } from './scheduled.repository.js';
import { SendScheduled } from './send-scheduled.js';

@Module({
  imports: [AccessModule, ChatModule, JobsModule, MentionsModule, RulesModule],
  controllers: [ScheduledController],
  providers: [ScheduledMessages, ScheduledRepository, SendScheduled],
})
export class ScheduledModule {}
