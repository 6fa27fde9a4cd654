import { Module } from '@nestjs/common';
import { NewAccounts } from './new-accounts.js';
import { ServerRoles } from './server-roles.js';
import { ServerRolesRepository } from './server-roles.repository.js';
import { UserRepository } from './user.repository.js';
import { UsersController } from './users.controller.js';
import { UsersService } from './users.service.js';

@Module({
  controllers: [UsersController],
  providers: [NewAccounts, ServerRoles, ServerRolesRepository, UserRepository, UsersService],
  exports: [NewAccounts, ServerRoles, UsersService],
})
export class UsersModule {}
