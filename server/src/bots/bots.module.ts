import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { BotsController } from './bots.controller.js';
import { BotsRepository } from './bots.repository.js';
import { BotsService } from './bots.service.js';

@Module({
  imports: [AuthModule],
  controllers: [BotsController],
  providers: [BotsRepository, BotsService],
})
export class BotsModule {}
