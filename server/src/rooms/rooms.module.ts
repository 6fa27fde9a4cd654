import { Module } from '@nestjs/common';
import { MembersModule } from '../members/index.js';
import { UsersModule } from '../users/index.js';
import { AccessModule } from './access/index.js';
import { EndingRepository } from './ending/ending.repository.js';
import { RoomEndings } from './ending/room-endings.js';
import { GeneralRoom } from './general-room.js';
import { GlimpseController } from './glimpse.controller.js';
import { GlimpseRepository } from './glimpse.repository.js';
import { NameFolder } from './name-folder.js';
import { NameRepository } from './name.repository.js';
import { RoomAdded } from './room-added.js';
import { DiscoveryRepository } from './discovery.repository.js';
import { RoomRepository } from './room.repository.js';
import { RoomsController } from './rooms.controller.js';
import { RoomsService } from './rooms.service.js';
import { PictureRepository } from './settings/picture.repository.js';
import { RoomSettings } from './settings/room-settings.js';
import { SettingsController } from './settings/settings.controller.js';
import { SettingsRepository } from './settings/settings.repository.js';

@Module({
  imports: [AccessModule, MembersModule, UsersModule],
  controllers: [GlimpseController, RoomsController, SettingsController],
  exports: [RoomSettings, RoomsService],
  providers: [
    EndingRepository,
    GeneralRoom,
    GlimpseRepository,
    NameFolder,
    NameRepository,
    RoomAdded,
    PictureRepository,
    RoomEndings,
    DiscoveryRepository,
    RoomRepository,
    RoomSettings,
    RoomsService,
    SettingsRepository,
  ],
})
export class RoomsModule {}
