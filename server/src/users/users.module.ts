import { Module } from '@nestjs/common';
import { NewAccounts } from './new-accounts.js';
import { PersonNames } from './person-names.js';
import { NewAccountsRepository } from './new-accounts.repository.js';
import { ServerMutes } from './server-mutes.js';
import { ServerMutesRepository } from './server-mutes.repository.js';
import { ServerRaid } from './server-raid.js';
import { ServerRaidRepository } from './server-raid.repository.js';
import { ServerRoles } from './server-roles.js';
import { ServerRolesRepository } from './server-roles.repository.js';
import { UserRepository } from './user.repository.js';
import { UsersController } from './users.controller.js';
import { UsersService } from './users.service.js';

@Module({
  controllers: [UsersController],
  providers: [
    NewAccounts,
    PersonNames,
    NewAccountsRepository,
    ServerMutes,
    ServerMutesRepository,
    ServerRaid,
    ServerRaidRepository,
    ServerRoles,
    ServerRolesRepository,
    UserRepository,
    UsersService,
  ],
  exports: [NewAccounts, PersonNames, ServerMutes, ServerRaid, ServerRoles, UsersService],
})
export class UsersModule {}
