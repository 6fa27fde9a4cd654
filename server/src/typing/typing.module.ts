import { Module } from '@nestjs/common';
import { AccessModule } from '../rooms/access/index.js';
import { RulesModule } from '../rooms/rules/index.js';
import { UsersModule } from '../users/index.js';
import { TypingGateway } from './typing.gateway.js';
import { TypingService } from './typing.service.js';

@Module({
  imports: [AccessModule, RulesModule, UsersModule],
  providers: [TypingGateway, TypingService],
  exports: [TypingService],
})
export class TypingModule {}
