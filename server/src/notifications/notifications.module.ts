import { Module } from '@nestjs/common';
import { MessageModule } from '../chat/message/index.js';
import { AccessModule } from '../rooms/access/index.js';
import { Alerts } from './alerts.js';
import { AlertsRepository } from './alerts.repository.js';
import { CursorsRepository } from './cursors.repository.js';
import { Looking } from './looking.js';
import { Looks } from './looks.js';
import { LooksGateway } from './looks.gateway.js';
import { MemoryLooks } from './memory.looks.js';
import { NoticeSettingsService } from './notice-settings.js';
import { NotificationsController } from './notifications.controller.js';
import { Notifier } from './notifier.js';
import { ReadWatch } from './read-watch.js';
import { Reminding } from './reminding.js';
import { SettingsRepository } from './settings.repository.js';
import { Why } from './why.js';
import { WhyRepository } from './why.repository.js';

@Module({
  imports: [AccessModule, MessageModule],
  controllers: [NotificationsController],
  providers: [
    Alerts,
    AlertsRepository,
    CursorsRepository,
    Looking,
    LooksGateway,
    NoticeSettingsService,
    Notifier,
    ReadWatch,
    Reminding,
    SettingsRepository,
    Why,
    WhyRepository,
    { provide: Looks, useClass: MemoryLooks },
  ],
  exports: [Looks, Reminding],
})
export class NotificationsModule {}
