import { Module } from '@nestjs/common';
import { AccessModule } from '../rooms/access/index.js';
import { UsersModule } from '../users/index.js';
import { AuditController } from './audit.controller.js';
import { AuditLog } from './audit-log.js';
import { AuditRepository } from './audit.repository.js';

@Module({
  imports: [AccessModule, UsersModule],
  controllers: [AuditController],
  providers: [AuditLog, AuditRepository],
  exports: [AuditLog],
})
export class AuditModule {}
