import { Module } from '@nestjs/common';
import { MembersModule } from '../members/index.js';
import { AccessModule } from '../rooms/access/index.js';
import { MemoryPresenceStore } from './memory.presence-store.js';
import { Notices } from './notices.js';
import { Ping } from './ping.js';
import { PresenceGateway } from './presence.gateway.js';
import { PresenceService } from './presence.service.js';
import { PresenceStore } from './presence-store.js';
import { Rosters } from './rosters.js';

@Module({
  imports: [AccessModule, MembersModule],
  providers: [
    Notices,
    Ping,
    PresenceGateway,
    PresenceService,
    Rosters,
    { provide: PresenceStore, useClass: MemoryPresenceStore },
  ],
  exports: [PresenceService],
})
export class PresenceModule {}
