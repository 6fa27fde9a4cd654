import { Module } from '@nestjs/common';
import { MembersModule } from '../members/index.js';
import { AccessModule } from '../rooms/access/index.js';
import { UsersModule } from '../users/index.js';
import { ChangeServerRooms } from './change-server-rooms.js';
import { ListServerPeople } from './list-server-people.js';
import { ListServerRooms } from './list-server-rooms.js';
import { ServerPeopleController } from './server-people.controller.js';
import { ServerPeopleRepository } from './server-people.repository.js';
import { ServerRaidController } from './server-raid.controller.js';
import { ServerRoomAccess } from './server-room-access.js';
import { ServerRoomsController } from './server-rooms.controller.js';
import { ServerRoomsRepository } from './server-rooms.repository.js';

/** What those who run the server see and do. */
@Module({
  imports: [AccessModule, MembersModule, UsersModule],
  controllers: [ServerPeopleController, ServerRaidController, ServerRoomsController],
  providers: [
    ChangeServerRooms,
    ListServerPeople,
    ListServerRooms,
    ServerPeopleRepository,
    ServerRoomAccess,
    ServerRoomsRepository,
  ],
})
export class AdminModule {}
