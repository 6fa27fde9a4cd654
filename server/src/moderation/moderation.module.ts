import { Module } from '@nestjs/common';
import { MessageModule } from '../chat/message/index.js';
import { AccessModule } from '../rooms/access/index.js';
import { RulesModule } from '../rooms/rules/index.js';
import { ReportsController } from './reports.controller.js';
import { Reports } from './reports.js';
import { ReportsRepository } from './reports.repository.js';
import { ReportFlagged } from './rules/report-flagged.js';
import { TextRulesController } from './rules/rules.controller.js';
import { TextRulesRepository } from './rules/rules.repository.js';
import { TextRulesService } from './rules/text-rules.service.js';

@Module({
  imports: [AccessModule, MessageModule, RulesModule],
  controllers: [ReportsController, TextRulesController],
  providers: [ReportFlagged, Reports, ReportsRepository, TextRulesRepository, TextRulesService],
})
export class ModerationModule {}
