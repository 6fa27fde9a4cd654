import { Module } from '@nestjs/common';
import { ChatModule } from '../chat/index.js';
import { MessageModule } from '../chat/message/index.js';
import { DirectModule } from '../direct/index.js';
import { ReactionsModule } from '../reactions/index.js';
import { ReadsModule } from '../reads/index.js';
import { AccessModule } from '../rooms/access/index.js';
import { TypingModule } from '../typing/index.js';
import { Conversations } from './direct/conversations.js';
import { ConversationsRepository } from './direct/conversations.repository.js';
import { DirectNotices } from './direct/direct-notices.js';
import { DirectSending } from './direct/direct-sending.js';
import { PlainDirectController } from './direct/direct.controller.js';
import { PlainDirectGateway } from './direct/direct.gateway.js';
import { PlainReactionsController } from './plain-reactions.controller.js';
import { PlainReactionsGateway } from './plain-reactions.gateway.js';

/** Everything that only clients of the plain contract need, in both directions; no feature knows it. */
@Module({
  imports: [
    AccessModule,
    ChatModule,
    DirectModule,
    MessageModule,
    ReactionsModule,
    ReadsModule,
    TypingModule,
  ],
  controllers: [PlainDirectController, PlainReactionsController],
  providers: [
    Conversations,
    ConversationsRepository,
    DirectNotices,
    DirectSending,
    PlainDirectGateway,
    PlainReactionsGateway,
  ],
})
export class PlainModule {}
