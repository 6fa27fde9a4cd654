import { Module } from '@nestjs/common';
import { UsersModule } from '../users/index.js';
import { FollowMembership } from './follow-membership.js';
import { GeneralRoom } from './general-room.js';
import { LastSeen } from './last-seen.js';
import { MembershipRepository } from './membership.repository.js';
import { RoomAccess } from './room-access.js';
import { RoomMembers } from './room-members.js';
import { RoomRepository } from './room.repository.js';
import { RoomsController } from './rooms.controller.js';
import { RoomsService } from './rooms.service.js';

@Module({
  imports: [UsersModule],
  controllers: [RoomsController],
  providers: [
    FollowMembership,
    GeneralRoom,
    LastSeen,
    MembershipRepository,
    RoomAccess,
    RoomMembers,
    RoomRepository,
    RoomsService,
  ],
  exports: [LastSeen, RoomAccess, RoomMembers],
})
export class RoomsModule {}
