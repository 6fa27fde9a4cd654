import { Module } from '@nestjs/common';
import { PresenceModule } from '../presence/index.js';
import { AccessModule } from '../rooms/access/index.js';
import { Addressing } from './addressing.js';
import { AudienceRepository } from './audience.repository.js';

@Module({
  imports: [AccessModule, PresenceModule],
  providers: [Addressing, AudienceRepository],
  exports: [Addressing],
})
export class MentionsModule {}
