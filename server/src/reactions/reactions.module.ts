import { Module } from '@nestjs/common';
import { MessageModule } from '../chat/message/index.js';
import { LogModule } from '../log/index.js';
import { RateLimitModule } from '../rate-limit/index.js';
import { AccessModule } from '../rooms/access/index.js';
import { React } from './react.js';
import { ReactionQueue } from './reaction-queue.js';
import { ReactionsController } from './reactions.controller.js';
import { ReactionsGateway } from './reactions.gateway.js';
import { ReactionsRepository } from './reactions.repository.js';

@Module({
  imports: [AccessModule, LogModule, MessageModule, RateLimitModule],
  controllers: [ReactionsController],
  providers: [React, ReactionQueue, ReactionsGateway, ReactionsRepository],
  exports: [React],
})
export class ReactionsModule {}
