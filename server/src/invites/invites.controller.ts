import { Body, Controller, Delete, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { AcceptInviteAnswer, Invite, JoinRequest, NewInvite, UserRef } from '@chatket/contract';
import type { Response } from 'express';
import { Actor, ApiFailures } from '../http/index.js';
import { Asking } from './asking.js';
import {
  AcceptInviteAnswerDto,
  AskDto,
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
    private readonly asking: Asking,
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

  @Post('request')
  @ApiOperation({
    summary:
      'Ask to come into a room that one asks for: 202, and the moderators are told. Where nobody asks any more: 201. For a member: 200.',
  })
  @ApiAcceptedResponse({ type: AcceptInviteAnswerDto })
  @ApiCreatedResponse({ type: AcceptInviteAnswerDto })
  @ApiOkResponse({ type: AcceptInviteAnswerDto })
  @ApiFailures('BANNED', 'NOT_FOR_GUESTS', 'MUTED', 'ASKED_BEFORE', 'ROOM_ARCHIVED', 'FIXED_PEOPLE')
  @ApiFailures('LIMIT_REACHED', 'INVITES_PAUSED', 'TOO_MANY_REQUESTS')
  async ask(
    @Actor() actor: UserRef,
    @Param() { id }: RoomIdDto,
    @Body() { text }: AskDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AcceptInviteAnswer> {
    const { answer, isNew } = await this.asking.ask(actor, id, text);
    response.status(answer.state === 'asked' ? 202 : isNew ? 201 : 200);
    return answer;
  }

  @Delete('request')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take back that I ask to come in.' })
  @ApiNoContentResponse()
  @ApiFailures('TOO_MANY_REQUESTS')
  takeBack(@Actor() actor: UserRef, @Param() { id }: RoomIdDto): Promise<void> {
    return this.asking.takeBack(actor, id);
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
