import { Body, Controller, Delete, Get, HttpCode, Ip, Param, Post, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import type { AcceptInviteAnswer, InvitePreview, Session, UserRef } from '@chatket/contract';
import type { Response } from 'express';
import { From, SessionDto, type Visitor, withCookie } from '../auth/index.js';
import { Actor, ApiFailures, Public } from '../http/index.js';
import { Asking } from './asking.js';
import { Coming } from './coming.js';
import { AcceptInviteAnswerDto, AcceptInviteDto, GuestDto, InvitePreviewDto } from './invites.dto.js';

/** What a link leads to. Its token is looked up as it is: one that cannot be right is answered as any other. */
@ApiTags('invites')
@ApiParam({ name: 'token', type: String })
@ApiFailures('INVITE_INVALID', 'TOO_MANY_REQUESTS', 'UNAVAILABLE')
@Controller('invites/:token')
export class InvitationsController {
  constructor(
    private readonly coming: Coming,
    private readonly asking: Asking,
  ) {}

  @Public()
  @Get()
  @ApiOperation({ summary: 'What a link leads to, also for those who are not logged in.' })
  @ApiOkResponse({ type: InvitePreviewDto })
  preview(@Param('token') token: string, @Ip() ip: string): Promise<InvitePreview> {
    return this.coming.preview(token, ip);
  }

  @Post('accept')
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'Come in: 201, or 200 for a member. Where one has to ask: 202, and the moderators are told.',
  })
  @ApiOkResponse({ type: AcceptInviteAnswerDto })
  @ApiCreatedResponse({ type: AcceptInviteAnswerDto })
  @ApiAcceptedResponse({ type: AcceptInviteAnswerDto })
  @ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'VALIDATION', 'NOT_FOR_GUESTS', 'INVITES_PAUSED')
  async accept(
    @Actor() actor: UserRef,
    @Param('token') token: string,
    @Body() { text }: AcceptInviteDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AcceptInviteAnswer> {
    const { answer, isNew } = await this.coming.accept(actor, token, text);
    response.status(answer.state === 'asked' ? 202 : isNew ? 201 : 200);
    return answer;
  }

  @Delete('request')
  @HttpCode(204)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Take back that I ask to come in by this link, also when it is over.' })
  @ApiNoContentResponse()
  @ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'NOT_FOR_GUESTS')
  takeBack(@Actor() actor: UserRef, @Param('token') token: string): Promise<void> {
    return this.asking.takeBackByLink(actor, token);
  }

  @Public()
  @Post('guest')
  @HttpCode(201)
  @ApiOperation({ summary: 'Come in as a guest, with a name only: one room, for a short time.' })
  @ApiCreatedResponse({ type: SessionDto })
  @ApiFailures('VALIDATION', 'INVITES_PAUSED', 'ORIGIN_NOT_ALLOWED')
  async acceptAsGuest(
    @Param('token') token: string,
    @Body() body: GuestDto,
    @From() visitor: Visitor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Session> {
    return withCookie(response, await this.coming.acceptAsGuest(token, body, visitor));
  }
}
