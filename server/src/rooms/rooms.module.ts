import { Module } from '@nestjs/common';
import { MembersModule } from '../members/index.js';
import { UsersModule } from '../users/index.js';
import { AccessModule } from './access/index.js';
import { GeneralRoom } from './general-room.js';
import { GlimpseController } from './glimpse.controller.js';
import { GlimpseRepository } from './glimpse.repository.js';
import { NameFolder } from './name-folder.js';
import { NameRepository } from './name.repository.js';
import { RoomAdded } from './room-added.js';
import { RoomRepository } from './room.repository.js';
import { RoomsController } from './rooms.controller.js';
import { RoomsService } from './rooms.service.js';

@Module({
  imports: [AccessModule, MembersModule, UsersModule],
  controllers: [GlimpseController, RoomsController],
  providers: [
    GeneralRoom,
    GlimpseRepository,
    NameFolder,
    NameRepository,
    RoomAdded,
    RoomRepository,
    RoomsService,
  ],
})
export class RoomsModule {}
