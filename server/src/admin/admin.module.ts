import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { JobsModule } from '../jobs/index.js';
import { MembersModule } from '../members/index.js';
import { AccessModule } from '../rooms/access/index.js';
import { UsersModule } from '../users/index.js';
import { ChangeServerRooms } from './change-server-rooms.js';
import { FactorsResetRepository } from './factors-reset.repository.js';
import { ListServerPeople } from './list-server-people.js';
import { ListServerRooms } from './list-server-rooms.js';
import { NewAccountsController } from './new-accounts.controller.js';
import { ResetFactors } from './reset-factors.js';
import { ServerAccounts } from './server-accounts.js';
import { ServerAccountsController } from './server-accounts.controller.js';
import { ServerAccountsRepository } from './server-accounts.repository.js';
import { ServerPeopleController } from './server-people.controller.js';
import { ServerPeopleRepository } from './server-people.repository.js';
import { ServerRaidController } from './server-raid.controller.js';
import { ServerRoomAccess } from './server-room-access.js';
import { ServerRoomsController } from './server-rooms.controller.js';
import { ServerRoomsRepository } from './server-rooms.repository.js';
import { ServerStateController } from './server-state.controller.js';
import { ServerState } from './server-state.js';
import { ServerStateRepository } from './server-state.repository.js';

/** What those who run the server see and do. */
@Module({
  imports: [AccessModule, AuthModule, JobsModule, MembersModule, UsersModule],
  controllers: [
    NewAccountsController,
    ServerAccountsController,
    ServerPeopleController,
    ServerRaidController,
    ServerRoomsController,
    ServerStateController,
  ],
  providers: [
    ChangeServerRooms,
    FactorsResetRepository,
    ListServerPeople,
    ListServerRooms,
    ResetFactors,
    ServerAccounts,
    ServerAccountsRepository,
    ServerPeopleRepository,
    ServerRoomAccess,
    ServerRoomsRepository,
    ServerState,
    ServerStateRepository,
  ],
})
export class AdminModule {}
