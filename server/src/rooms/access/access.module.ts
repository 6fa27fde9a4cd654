import { Module } from '@nestjs/common';
import { UsersModule } from '../../users/index.js';
import { AccessRepository } from './access.repository.js';
import { RoomAccess } from './room-access.js';

@Module({ imports: [UsersModule], providers: [AccessRepository, RoomAccess], exports: [RoomAccess] })
export class AccessModule {}
