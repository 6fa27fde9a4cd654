import { Module } from '@nestjs/common';
import { LogDestination, logDestination } from '../http/index.js';
import { HealthController } from './health.controller.js';

@Module({
  controllers: [HealthController],
  providers: [{ provide: LogDestination, useValue: logDestination }],
})
export class HealthModule {}
