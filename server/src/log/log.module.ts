import { Module } from '@nestjs/common';
import { Announcer } from './announcer.js';
import { Backlogs } from './backlogs.js';
import { LiveDelivery } from './live-delivery.js';
import { LogRepository } from './log.repository.js';
import { RecentMessages } from './recent-messages.js';

@Module({
  providers: [Announcer, Backlogs, LiveDelivery, LogRepository, RecentMessages],
  exports: [Announcer, Backlogs, LiveDelivery],
})
export class LogModule {}
