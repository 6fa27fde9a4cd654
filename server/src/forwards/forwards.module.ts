import { Module } from '@nestjs/common';
import { MessageModule } from '../chat/message/index.js';
import { EditsModule } from '../edits/index.js';
import { LogModule } from '../log/index.js';
import { MentionsModule } from '../mentions/index.js';
import { RateLimitModule } from '../rate-limit/index.js';
import { AccessModule } from '../rooms/access/index.js';
import { RulesModule } from '../rooms/rules/index.js';
import { ForwardMessage } from './forward-message.js';
import { ForwardsGateway } from './forwards.gateway.js';
import { ForwardsRepository } from './forwards.repository.js';

@Module({
  imports: [
    AccessModule,
    EditsModule,
    LogModule,
    MentionsModule,
    MessageModule,
    RateLimitModule,
    RulesModule,
  ],
  providers: [ForwardMessage, ForwardsGateway, ForwardsRepository],
})
export class ForwardsModule {}
