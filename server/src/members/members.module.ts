import { Module } from '@nestjs/common';
import { LastSeen } from './last-seen.js';
import { MembershipFanout } from './membership-fanout.js';
import { MembershipRepository } from './membership.repository.js';
import { RoomMembers } from './room-members.js';

@Module({
  providers: [LastSeen, MembershipFanout, MembershipRepository, RoomMembers],
  exports: [LastSeen, MembershipRepository, RoomMembers],
})
export class MembersModule {}
