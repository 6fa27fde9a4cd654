import { Module } from '@nestjs/common';
import { UsersModule } from '../../users/index.js';
import { AccessModule } from '../access/index.js';
import { RoomRules } from './room-rules.js';
import { RulesRepository } from './rules.repository.js';
import { TextGuard } from './text-guard.js';
import { TextLength } from './text-length.js';

@Module({
  imports: [AccessModule, UsersModule],
  providers: [RoomRules, RulesRepository, TextGuard, TextLength],
  exports: [RoomRules, TextGuard, TextLength],
})
export class RulesModule {}
