import { Body, Controller, Delete, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { NewServerInvite, ServerInvite, UserRef } from '@chatket/contract';
import type { Response } from 'express';
import { Actor, ApiFailures } from '../http/index.js';
import {
  CreateServerInviteDto,
  NewServerInviteDto,
  ServerInviteDto,
  ServerInviteIdDto,
} from './server-invites.dto.js';
import { ServerInvites } from './server-invites.js';

@ApiTags('server')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'FORBIDDEN', 'UNAVAILABLE')
@Controller('server/invites')
export class ServerInvitesController {
  constructor(private readonly invites: ServerInvites) {}

  @Get()
  @ApiOperation({
    summary: 'Links by which people make an account, the newest first; for those who run the server.',
  })
  @ApiOkResponse({ type: [ServerInviteDto] })
  list(@Actor() actor: UserRef): Promise<ServerInvite[]> {
    return this.invites.list(actor);
  }

  @Post()
  @ApiOperation({ summary: 'Make one. Its token is told once. Audited.' })
  @ApiCreatedResponse({ type: NewServerInviteDto })
  @ApiFailures('VALIDATION', 'LIMIT_REACHED', 'NOT_FOUND', 'TOO_MANY_REQUESTS')
  make(
    @Actor() actor: UserRef,
    @Body() body: CreateServerInviteDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<NewServerInvite> {
    response.setHeader('Cache-Control', 'no-store');
    return this.invites.make(actor, body);
  }

  @Delete(':serverInviteId')
  @HttpCode(204)
  @ApiOperation({ summary: 'End one; twice is once. Audited.' })
  @ApiNoContentResponse()
  @ApiFailures('VALIDATION', 'NOT_FOUND', 'TOO_MANY_REQUESTS')
  revoke(@Actor() actor: UserRef, @Param() { serverInviteId }: ServerInviteIdDto): Promise<void> {
    return this.invites.revoke(actor, serverInviteId);
  }
}
