import { Module } from '@nestjs/common';
import { MessageModule } from '../chat/message/index.js';
import { AccessModule } from '../rooms/access/index.js';
import { ReportsController } from './reports.controller.js';
import { Reports } from './reports.js';
import { ReportsRepository } from './reports.repository.js';

@Module({
  imports: [AccessModule, MessageModule],
  controllers: [ReportsController],
  providers: [Reports, ReportsRepository],
})
export class ModerationModule {}
