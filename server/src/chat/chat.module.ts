import { Module } from '@nestjs/common';
import { LogModule } from '../log/index.js';
import { MembersModule } from '../members/index.js';
import { MentionsModule } from '../mentions/index.js';
import { PresenceModule } from '../presence/index.js';
import { RateLimitModule } from '../rate-limit/index.js';
import { AccessModule } from '../rooms/access/index.js';
import { RulesModule } from '../rooms/rules/index.js';
import { HeldController } from './held/held.controller.js';
import { HeldMessages } from './held/held-messages.js';
import { HeldRepository } from './held/held.repository.js';
import { HistoryController } from './history/history.controller.js';
import { HistoryGateway } from './history/history.gateway.js';
import { HistoryRepository } from './history/history.repository.js';
import { ListEntries } from './history/list-entries.js';
import { ListMessages } from './history/list-messages.js';
import { MessageRepository } from './send/message.repository.js';
import { SendGateway } from './send/send.gateway.js';
import { SendMessage } from './send/send-message.js';
import { SendQueue } from './send/send-queue.js';
import { MessageModule } from './message/index.js';
import { MyReactionsRepository } from './sync/my-reactions.repository.js';
import { MyVotesRepository } from './sync/my-votes.repository.js';
import { MyReactionsService } from './sync/my-reactions.js';
import { SyncGateway } from './sync/sync.gateway.js';
import { SyncRooms } from './sync/sync-rooms.js';

@Module({
  imports: [
    AccessModule,
    LogModule,
    MessageModule,
    MembersModule,
    MentionsModule,
    PresenceModule,
    RateLimitModule,
    RulesModule,
  ],
  controllers: [HeldController, HistoryController],
  providers: [
    HeldMessages,
    HeldRepository,
    HistoryGateway,
    HistoryRepository,
    ListEntries,
    ListMessages,
    MessageRepository,
    MyReactionsRepository,
    MyVotesRepository,
    MyReactionsService,
    SendGateway,
    SendMessage,
    SendQueue,
    SyncGateway,
    SyncRooms,
  ],
  exports: [ListMessages, SendMessage],
})
export class ChatModule {}
