import { Module } from '@nestjs/common';
import { MessageModule } from '../chat/message/index.js';
import { AccessModule } from '../rooms/access/index.js';
import { SavedMessages } from './saved-messages.js';
import { SavedController } from './saved.controller.js';
import { SavedRepository } from './saved.repository.js';

@Module({
  imports: [AccessModule, MessageModule],
  controllers: [SavedController],
  providers: [SavedMessages, SavedRepository],
  exports: [SavedMessages],
})
export class SavedModule {}
