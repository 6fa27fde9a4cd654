import { Module } from '@nestjs/common';
import { Backlogs } from './backlogs.js';
import { MessageModule } from '../chat/message/index.js';
import { ChangePublisher } from './change-publisher.js';
import { ChangeSteps } from './change-steps.js';
import { Compaction } from './compaction.js';
import { CompactionRepository } from './compaction.repository.js';
import { EpochRepository } from './epoch.repository.js';
import { Epoch } from './epoch.js';
import { GaplessPublisher } from './gapless-publisher.js';
import { HeadsPoll } from './heads-poll.js';
import { LiveDelivery } from './live-delivery.js';
import { LogRepository } from './log.repository.js';
import { MembersModule } from '../members/index.js';
import { RecentEntries } from './recent-entries.js';
import { TellRooms } from './tell-rooms.js';

@Module({
  imports: [MembersModule, MessageModule],
  providers: [
    Backlogs,
    ChangePublisher,
    ChangeSteps,
    Compaction,
    CompactionRepository,
    Epoch,
    EpochRepository,
    GaplessPublisher,
    HeadsPoll,
    LiveDelivery,
    LogRepository,
    RecentEntries,
    TellRooms,
  ],
  exports: [Backlogs, ChangePublisher, Epoch, GaplessPublisher, LiveDelivery],
})
export class LogModule {}
