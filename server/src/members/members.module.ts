import { Module } from '@nestjs/common';
import { AccessModule } from '../rooms/access/index.js';
import { LastSeen } from './last-seen.js';
import { LastSeenRepository } from './last-seen.repository.js';
import { MembershipFanout } from './membership-fanout.js';
import { MembershipRepository } from './membership.repository.js';
import { Memberships } from './memberships.js';
import { RoomMembers } from './room-members.js';

@Module({
  imports: [AccessModule],
  providers: [LastSeen, LastSeenRepository, MembershipFanout, MembershipRepository, Memberships, RoomMembers],
  exports: [LastSeen, Memberships, RoomMembers],
})
export class MembersModule {}
