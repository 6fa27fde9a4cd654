import { Module } from '@nestjs/common';
import { AccessModule } from '../rooms/access/index.js';
import { MarkRead } from './mark-read.js';
import { MarkUnread } from './mark-unread.js';
import { ReadStateRepository } from './read-state.repository.js';
import { ReadsGateway } from './reads.gateway.js';

@Module({
  imports: [AccessModule],
  providers: [MarkRead, MarkUnread, ReadStateRepository, ReadsGateway],
  exports: [MarkRead],
})
export class ReadsModule {}
