import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Me, MemberMuted, UserRef } from '@chatket/contract';
import { Actor, ApiFailures } from '../http/index.js';
import { ServerMutes } from './server-mutes.js';
import { ServerRoles } from './server-roles.js';
import { MeDto, ServerMutedDto, ServerMuteDto, ServerRoleDto, UserIdDto } from './user.dto.js';

@ApiTags('users')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@Controller('users')
export class UsersController {
  constructor(
    private readonly roles: ServerRoles,
    private readonly mutes: ServerMutes,
  ) {}

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

  @Put(':id/server-mute')
  @ApiOperation({
    summary:
      'Take somebody’s word in all rooms for a while: they read on, and neither write nor react. For those who run the server.',
  })
  @ApiOkResponse({ type: ServerMutedDto })
  @ApiFailures('VALIDATION', 'FORBIDDEN', 'NOT_FOUND', 'TOO_MANY_REQUESTS')
  mute(
    @Actor() actor: UserRef,
    @Param() { id }: UserIdDto,
    @Body() body: ServerMuteDto,
  ): Promise<MemberMuted> {
    return this.mutes.mute(actor, id, body);
  }

  @Delete(':id/server-mute')
  @HttpCode(204)
  @ApiOperation({ summary: 'Give it back before its time.' })
  @ApiNoContentResponse()
  @ApiFailures('VALIDATION', 'FORBIDDEN', 'NOT_FOUND', 'TOO_MANY_REQUESTS')
  unmute(@Actor() actor: UserRef, @Param() { id }: UserIdDto): Promise<void> {
    return this.mutes.unmute(actor, id);
  }
}
