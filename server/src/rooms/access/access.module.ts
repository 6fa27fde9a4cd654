import { Module } from '@nestjs/common';
import { AccessRepository } from './access.repository.js';
import { RoomAccess } from './room-access.js';

@Module({ providers: [AccessRepository, RoomAccess], exports: [RoomAccess] })
export class AccessModule {}
