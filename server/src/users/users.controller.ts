import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Me, UserRef } from '@chatket/contract';
import { Actor, ApiFailures } from '../http/index.js';
import { ServerRoles } from './server-roles.js';
import { MeDto, ServerRoleDto, UserIdDto } from './user.dto.js';

@ApiTags('users')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@Controller('users')
export class UsersController {
  constructor(private readonly roles: ServerRoles) {}

  @Get('me')
  @ApiOperation({ summary: 'Who I am, and what I am on the server.' })
  @ApiOkResponse({ type: MeDto })
  me(@Actor() actor: UserRef): Promise<Me> {
    return this.roles.me(actor);
  }

  @Put(':id/server-role')
  @ApiOperation({ summary: 'Make somebody an admin or an owner of the server, or neither; for its owners.' })
  @ApiOkResponse({ type: MeDto })
  @ApiFailures('VALIDATION', 'FORBIDDEN', 'NOT_FOUND', 'LAST_OWNER', 'TOO_MANY_REQUESTS')
  setServerRole(
    @Actor() actor: UserRef,
    @Param() { id }: UserIdDto,
    @Body() { role }: ServerRoleDto,
  ): Promise<Me> {
    return this.roles.set(actor, id, role);
  }
}
