import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { ChatModule } from '../chat/index.js';
import { MembersModule } from '../members/index.js';
import { AccessModule } from '../rooms/access/index.js';
import { CallHook } from './call-hook.js';
import { HookCallsController } from './calls.controller.js';
import { HooksController } from './hooks.controller.js';
import { HooksRepository } from './hooks.repository.js';
import { HooksService } from './hooks.service.js';

@Module({
  imports: [AccessModule, AuthModule, ChatModule, MembersModule],
  controllers: [HooksController, HookCallsController],
  providers: [CallHook, HooksRepository, HooksService],
})
export class HooksModule {}
