import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Invite, JoinRequest, NewInvite, UserRef } from '@chatket/contract';
import { Actor, ApiFailures } from '../http/index.js';
import {
  CreateInviteDto,
  InviteDto,
  InviteIdDto,
  JoinRequestDto,
  NewInviteDto,
  RequestIdDto,
  RoomIdDto,
} from './invites.dto.js';
import { InvitesService } from './invites.service.js';
import { JoinRequests } from './join-requests.js';

@ApiTags('invites')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE', 'VALIDATION', 'ROOM_NOT_FOUND')
@Controller('rooms/:id')
export class InvitesController {
  constructor(
    private readonly invites: InvitesService,
    private readonly requests: JoinRequests,
  ) {}

  @Post('invites')
  @ApiOperation({ summary: 'Make a link into the room. Its token is told now, and never again.' })
  @ApiCreatedResponse({ type: NewInviteDto })
  @ApiFailures(
    'NOT_A_MEMBER',
    'FORBIDDEN',
    'BANNED',
    'NOT_FOR_GUESTS',
    'ROOM_ARCHIVED',
    'FIXED_PEOPLE',
    'LIMIT_REACHED',
    'NEW_ACCOUNT',
    'INVITES_PAUSED',
    'TOO_MANY_REQUESTS',
  )
  create(
    @Actor() actor: UserRef,
    @Param() { id }: RoomIdDto,
    @Body() body: CreateInviteDto,
  ): Promise<NewInvite> {
    return this.invites.create(actor, id, body);
  }

  @Get('invites')
  @ApiOperation({
    summary: 'The links that are not over, newest first: my own, as a moderator those of all.',
  })
  @ApiOkResponse({ type: [InviteDto] })
  @ApiFailures('NOT_A_MEMBER', 'FORBIDDEN', 'BANNED', 'NOT_FOR_GUESTS')
  @ApiFailures('ROOM_ARCHIVED', 'FIXED_PEOPLE', 'INVITES_PAUSED')
  list(@Actor() actor: UserRef, @Param() { id }: RoomIdDto): Promise<Invite[]> {
    return this.invites.list(actor, id);
  }

  @Delete('invites/:inviteId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke a link: its maker, or a moderator.' })
  @ApiNoContentResponse()
  @ApiFailures('NOT_A_MEMBER', 'BANNED', 'NOT_FOUND', 'TOO_MANY_REQUESTS')
  revoke(@Actor() actor: UserRef, @Param() { id, inviteId }: InviteIdDto): Promise<void> {
    return this.invites.revoke(actor, id, inviteId);
  }

  @Get('requests')
  @ApiOperation({ summary: 'Who asks to be let in, oldest first; for moderators.' })
  @ApiOkResponse({ type: [JoinRequestDto] })
  @ApiFailures('NOT_A_MEMBER', 'FORBIDDEN', 'BANNED')
  waiting(@Actor() actor: UserRef, @Param() { id }: RoomIdDto): Promise<JoinRequest[]> {
    return this.requests.list(actor, id);
  }

  @Post('requests/:userId/accept')
  @HttpCode(204)
  @ApiOperation({ summary: 'Let somebody in who asks.' })
  @ApiNoContentResponse()
  @ApiFailures('NOT_A_MEMBER', 'FORBIDDEN', 'BANNED', 'NOT_FOUND', 'ROOM_ARCHIVED', 'TOO_MANY_REQUESTS')
  accept(@Actor() actor: UserRef, @Param() path: RequestIdDto): Promise<void> {
    return this.requests.answer(actor, path, 'accept');
  }

  @Post('requests/:userId/refuse')
  @HttpCode(204)
  @ApiOperation({ summary: 'Do not let somebody in who asks.' })
  @ApiNoContentResponse()
  @ApiFailures('NOT_A_MEMBER', 'FORBIDDEN', 'BANNED', 'NOT_FOUND', 'TOO_MANY_REQUESTS')
  refuse(@Actor() actor: UserRef, @Param() path: RequestIdDto): Promise<void> {
    return this.requests.answer(actor, path, 'refuse');
  }
}
