import { Module } from '@nestjs/common';
import { ServerRoles } from './server-roles.js';
import { ServerRolesRepository } from './server-roles.repository.js';
import { UserRepository } from './user.repository.js';
import { UsersController } from './users.controller.js';
import { UsersService } from './users.service.js';

@Module({
  controllers: [UsersController],
  providers: [ServerRoles, ServerRolesRepository, UserRepository, UsersService],
  exports: [ServerRoles, UsersService],
})
export class UsersModule {}
