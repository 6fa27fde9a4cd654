import { Module } from '@nestjs/common';
import { PresenceModule } from '../presence/index.js';
import { RoomsModule } from '../rooms/index.js';
import { Announcer } from './announcer.js';
import { Backlogs } from './backlogs.js';
import { ChatController } from './chat.controller.js';
import { ChatGateway } from './chat.gateway.js';
import { HistoryRepository } from './history.repository.js';
import { ListMessages } from './list-messages.js';
import { LiveDelivery } from './live-delivery.js';
import { MessageRepository } from './message.repository.js';
import { MemoryRateLimiter } from './rate-limit/memory.rate-limiter.js';
import { RateLimiter } from './rate-limit/rate-limiter.js';
import { RecentMessages } from './recent-messages.js';
import { SendMessage } from './send-message.js';
import { SendQueue } from './send-queue.js';
import { SyncRooms } from './sync-rooms.js';
import { TypingGateway } from './typing/typing.gateway.js';
import { TypingService } from './typing/typing.service.js';

@Module({
  imports: [RoomsModule, PresenceModule],
  controllers: [ChatController],
  providers: [
    Announcer,
    Backlogs,
    ChatGateway,
    HistoryRepository,
    ListMessages,
    LiveDelivery,
    MessageRepository,
    RecentMessages,
    SendMessage,
    SendQueue,
    SyncRooms,
    TypingGateway,
    TypingService,
    { provide: RateLimiter, useClass: MemoryRateLimiter },
  ],
})
export class ChatModule {}
