import { Module } from '@nestjs/common';
import { MessageModule } from '../chat/message/index.js';
import { ReactionsModule } from '../reactions/index.js';
import { PlainReactionsController } from './plain-reactions.controller.js';
import { PlainReactionsGateway } from './plain-reactions.gateway.js';

/** Everything that only clients of the plain contract need, in both directions; no feature knows it. */
@Module({
  imports: [MessageModule, ReactionsModule],
  controllers: [PlainReactionsController],
  providers: [PlainReactionsGateway],
})
export class PlainModule {}
