import { Module } from '@nestjs/common';
import { AccessModule } from '../rooms/access/index.js';
import { UsersModule } from '../users/index.js';
import { Departures } from './departures.js';
import { LastSeen } from './last-seen.js';
import { LastSeenRepository } from './last-seen.repository.js';
import { MembershipFanout } from './membership-fanout.js';
import { MembershipRepository } from './membership.repository.js';
import { MembershipSweep } from './membership-sweep.js';
import { Memberships } from './memberships.js';
import { OutsidersRepository } from './outsiders.repository.js';
import { RoomMembers } from './room-members.js';

@Module({
  imports: [AccessModule, UsersModule],
  providers: [
    Departures,
    LastSeen,
    LastSeenRepository,
    MembershipFanout,
    MembershipRepository,
    MembershipSweep,
    Memberships,
    OutsidersRepository,
    RoomMembers,
  ],
  exports: [Departures, LastSeen, Memberships, RoomMembers],
})
export class MembersModule {}
