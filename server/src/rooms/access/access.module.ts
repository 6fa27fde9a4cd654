import { Module } from '@nestjs/common';
import { UsersModule } from '../../users/index.js';
import { AccessRepository } from './access.repository.js';
import { RaidTurns } from './raid-turns.js';
import { RoomAccess } from './room-access.js';

@Module({
  imports: [UsersModule],
  providers: [AccessRepository, RaidTurns, RoomAccess],
  exports: [RaidTurns, RoomAccess],
})
export class AccessModule {}
