import { Module } from '@nestjs/common';
import { MessageModule } from '../chat/message/index.js';
import { AccessModule } from '../rooms/access/index.js';
import { RulesModule } from '../rooms/rules/index.js';
import { RaidController } from './raid/raid.controller.js';
import { RaidRepository } from './raid/raid.repository.js';
import { RaidWatch } from './raid/raid-watch.js';
import { Raids } from './raid/raids.js';
import { ReportsController } from './reports.controller.js';
import { Reports } from './reports.js';
import { ReportsRepository } from './reports.repository.js';
import { ReportFlagged } from './rules/report-flagged.js';
import { TextRulesController } from './rules/rules.controller.js';
import { TextRulesRepository } from './rules/rules.repository.js';
import { TextRulesService } from './rules/text-rules.service.js';

@Module({
  imports: [AccessModule, MessageModule, RulesModule],
  controllers: [RaidController, ReportsController, TextRulesController],
  providers: [
    RaidRepository,
    RaidWatch,
    Raids,
    ReportFlagged,
    Reports,
    ReportsRepository,
    TextRulesRepository,
    TextRulesService,
  ],
})
export class ModerationModule {}
