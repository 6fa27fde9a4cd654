import { Module } from '@nestjs/common';
import { MembersModule } from '../members/index.js';
import { AccessModule } from '../rooms/access/index.js';
import { UsersModule } from '../users/index.js';
import { ClusterPresenceStore } from './cluster.presence-store.js';
import { Elsewhere } from './elsewhere.js';
import { Kinds } from './kinds.js';
import { MemoryPresenceStore } from './memory.presence-store.js';
import { Notices } from './notices.js';
import { PeopleHere } from './people-here.js';
import { Ping } from './ping.js';
import { PresenceGateway } from './presence.gateway.js';
import { PresenceService } from './presence.service.js';
import { PresenceStore } from './presence-store.js';
import { Rosters } from './rosters.js';

@Module({
  imports: [AccessModule, MembersModule, UsersModule],
  providers: [
    Elsewhere,
    Kinds,
    MemoryPresenceStore,
    Notices,
    PeopleHere,
    Ping,
    PresenceGateway,
    PresenceService,
    Rosters,
    { provide: PresenceStore, useClass: ClusterPresenceStore },
  ],
  exports: [PresenceService],
})
export class PresenceModule {}
