import { Module } from '@nestjs/common';
import { AccessModule } from '../rooms/access/index.js';
import { RulesModule } from '../rooms/rules/index.js';
import { TypingGateway } from './typing.gateway.js';
import { TypingService } from './typing.service.js';

@Module({
  imports: [AccessModule, RulesModule],
  providers: [TypingGateway, TypingService],
  exports: [TypingService],
})
export class TypingModule {}
