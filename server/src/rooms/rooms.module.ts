import { Module } from '@nestjs/common';
import { UsersModule } from '../users/index.js';
import { FollowMembership } from './follow-membership.js';
import { GeneralRoom } from './general-room.js';
import { LastSeen } from './last-seen.js';
import { MarkRead } from './mark-read.js';
import { MembershipRepository } from './membership.repository.js';
import { NameFolder } from './name-folder.js';
import { NameRepository } from './name.repository.js';
import { ReadStateRepository } from './read-state.repository.js';
import { RoomAccess } from './room-access.js';
import { RoomMembers } from './room-members.js';
import { RoomRepository } from './room.repository.js';
import { RoomsController } from './rooms.controller.js';
import { RoomsGateway } from './rooms.gateway.js';
import { RoomsService } from './rooms.service.js';

@Module({
  imports: [UsersModule],
  controllers: [RoomsController],
  providers: [
    FollowMembership,
    GeneralRoom,
    LastSeen,
    MarkRead,
    MembershipRepository,
    NameFolder,
    NameRepository,
    ReadStateRepository,
    RoomAccess,
    RoomMembers,
    RoomRepository,
    RoomsGateway,
    RoomsService,
  ],
  exports: [LastSeen, RoomAccess, RoomMembers],
})
export class RoomsModule {}
