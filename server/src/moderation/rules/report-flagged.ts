import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../events/index.js';
import { messageFlagged } from '../../rooms/rules/index.js';
import { Reports } from '../reports.js';

/** What a rule shows to the moderators stands in their queue beside what people report. */
@Injectable()
export class ReportFlagged implements OnModuleInit {
  constructor(
    private readonly reports: Reports,
    private readonly events: EventBus,
  ) {}

  onModuleInit(): void {
    this.events.on(messageFlagged, (flagged) => this.reports.reportByRule(flagged));
  }
}
