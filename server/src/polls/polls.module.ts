import { Module } from '@nestjs/common';
import { MessageModule } from '../chat/message/index.js';
import { EditsModule } from '../edits/index.js';
import { LogModule } from '../log/index.js';
import { MentionsModule } from '../mentions/index.js';
import { RateLimitModule } from '../rate-limit/index.js';
import { AccessModule } from '../rooms/access/index.js';
import { RulesModule } from '../rooms/rules/index.js';
import { CreatePoll } from './create-poll.js';
import { EndPoll } from './end-poll.js';
import { PollsGateway } from './polls.gateway.js';
import { PollsRepository } from './polls.repository.js';
import { Vote } from './vote.js';
import { VoteQueue } from './vote-queue.js';

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
  providers: [CreatePoll, EndPoll, PollsGateway, PollsRepository, Vote, VoteQueue],
})
export class PollsModule {}
