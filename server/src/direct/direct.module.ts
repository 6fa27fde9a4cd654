import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { BlocksModule } from '../blocks/index.js';
import { AccessModule } from '../rooms/access/index.js';
import { RoomsModule } from '../rooms/index.js';
import { UsersModule } from '../users/index.js';
import { DirectController } from './direct.controller.js';
import { DirectRepository } from './direct.repository.js';
import { DirectService } from './direct.service.js';
import { FindPeople } from './find-people.js';
import { HiddenRooms } from './hidden-rooms.js';
import { PeopleController } from './people.controller.js';
import { PeopleRepository } from './people.repository.js';

@Module({
  imports: [AccessModule, AuthModule, BlocksModule, RoomsModule, UsersModule],
  controllers: [DirectController, PeopleController],
  providers: [DirectRepository, DirectService, FindPeople, HiddenRooms, PeopleRepository],
  exports: [DirectService],
})
export class DirectModule {}
