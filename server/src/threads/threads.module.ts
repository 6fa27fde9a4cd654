import { Module } from '@nestjs/common';
import { RateLimitModule } from '../rate-limit/index.js';
import { AccessModule } from '../rooms/access/index.js';
import { FollowThreads } from './follow-threads.js';
import { ThreadStateRepository } from './thread-state.repository.js';
import { Threads } from './threads.js';
import { ThreadsController } from './threads.controller.js';
import { ThreadsGateway } from './threads.gateway.js';
import { ThreadsRepository } from './threads.repository.js';

@Module({
  imports: [AccessModule, RateLimitModule],
  controllers: [ThreadsController],
  providers: [FollowThreads, Threads, ThreadsGateway, ThreadsRepository, ThreadStateRepository],
})
export class ThreadsModule {}
