import { Module } from '@nestjs/common';
import { RulesModule } from '../rooms/rules/index.js';
import { UsersModule } from '../users/index.js';
import { BlocksController } from './blocks.controller.js';
import { BlocksRepository } from './blocks.repository.js';
import { Blocks } from './blocks.js';

@Module({
  imports: [RulesModule, UsersModule],
  controllers: [BlocksController],
  providers: [BlocksRepository, Blocks],
  exports: [Blocks],
})
export class BlocksModule {}
