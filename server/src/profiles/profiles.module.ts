import { Module } from '@nestjs/common';
import { ProfilesController } from './profiles.controller.js';
import { ProfilesRepository } from './profiles.repository.js';
import { ProfilesService } from './profiles.service.js';
import { TellProfiles } from './tell-profiles.js';

/** What people tell of themselves: a name to be shown, what they do, and where their day is. */
@Module({
  exports: [ProfilesService],
  controllers: [ProfilesController],
  providers: [ProfilesRepository, ProfilesService, TellProfiles],
})
export class ProfilesModule {}
