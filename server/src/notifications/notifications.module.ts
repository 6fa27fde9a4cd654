import { Module } from '@nestjs/common';
import { MessageModule } from '../chat/message/index.js';
import { AccessModule } from '../rooms/access/index.js';
import { UsersModule } from '../users/index.js';
import { Alerts } from './alerts.js';
import { AlertsRepository } from './alerts.repository.js';
import { CursorsRepository } from './cursors.repository.js';
import { Looking } from './looking.js';
import { Looks } from './looks.js';
import { LooksGateway } from './looks.gateway.js';
import { Missed } from './missed.js';
import { MissedRepository } from './missed.repository.js';
import { MemoryLooks } from './memory.looks.js';
import { NoticeSettingsService } from './notice-settings.js';
import { NotificationsController } from './notifications.controller.js';
import { Notifier } from './notifier.js';
import { ReadWatch } from './read-watch.js';
import { Reminding } from './reminding.js';
import { RequestAlerts } from './request-alerts.js';
import { RequestAlertsRepository } from './request-alerts.repository.js';
import { SettingsRepository } from './settings.repository.js';
import { Why } from './why.js';
import { WhyRequest } from './why-request.js';
import { WhyRepository } from './why.repository.js';

@Module({
  imports: [AccessModule, MessageModule, UsersModule],
  controllers: [NotificationsController],
  providers: [
    Alerts,
    AlertsRepository,
    CursorsRepository,
    Looking,
    LooksGateway,
    Missed,
    MissedRepository,
    NoticeSettingsService,
    Notifier,
    ReadWatch,
    Reminding,
    RequestAlerts,
    RequestAlertsRepository,
    SettingsRepository,
    Why,
    WhyRepository,
    WhyRequest,
    { provide: Looks, useClass: MemoryLooks },
  ],
  exports: [Looks, Missed, NoticeSettingsService, Reminding, RequestAlerts],
})
export class NotificationsModule {}
