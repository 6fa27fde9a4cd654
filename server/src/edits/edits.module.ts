import { Module } from '@nestjs/common';
import { MessageModule } from '../chat/message/index.js';
import { LogModule } from '../log/index.js';
import { MentionsModule } from '../mentions/index.js';
import { RateLimitModule } from '../rate-limit/index.js';
import { AccessModule } from '../rooms/access/index.js';
import { RulesModule } from '../rooms/rules/index.js';
import { EditMessages } from './edit-messages.js';
import { EditTurns } from './edit-turns.js';
import { EditsController } from './edits.controller.js';
import { EditsGateway } from './edits.gateway.js';
import { EditsRepository } from './edits.repository.js';
import { EraseAll } from './erase-all.js';
import { EraseRecent } from './erase-recent.js';
import { HiddenRepository } from './hidden.repository.js';
import { HideMessages } from './hide-messages.js';
import { OwnMessagesRepository } from './own-messages.repository.js';
import { RecentMessagesRepository } from './recent-messages.repository.js';

@Module({
  imports: [AccessModule, LogModule, MentionsModule, MessageModule, RateLimitModule, RulesModule],
  controllers: [EditsController],
  providers: [
    EditMessages,
    EditTurns,
    EditsGateway,
    EditsRepository,
    EraseAll,
    EraseRecent,
    HiddenRepository,
    HideMessages,
    OwnMessagesRepository,
    RecentMessagesRepository,
  ],
  exports: [EditTurns, EraseAll, EraseRecent],
})
export class EditsModule {}
