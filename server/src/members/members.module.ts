import { Module } from '@nestjs/common';
import { LastSeen } from './last-seen.js';
import { LastSeenRepository } from './last-seen.repository.js';
import { MembershipFanout } from './membership-fanout.js';
import { MembershipRepository } from './membership.repository.js';
import { RoomMembers } from './room-members.js';

@Module({
  providers: [LastSeen, LastSeenRepository, MembershipFanout, MembershipRepository, RoomMembers],
  exports: [LastSeen, MembershipRepository, RoomMembers],
})
export class MembersModule {}
