import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { SavedModule } from '../saved/index.js';
import { RemindersController } from './reminders.controller.js';
import { Reminders } from './reminders.js';
import { RemindersRepository } from './reminders.repository.js';

@Module({
  imports: [JobsModule, NotificationsModule, SavedModule],
  controllers: [RemindersController],
  providers: [Reminders, RemindersRepository],
})
export class RemindersModule {}
