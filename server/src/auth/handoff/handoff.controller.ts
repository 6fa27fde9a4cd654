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
import type { Handoff, HandoffClaim, HandoffLook, HandoffState, Session, UserRef } from '@chatket/contract';
import type { Response } from 'express';
import { Actor, ActorLogin, ApiFailures, type LoginOfRequest, Public } from '../../http/index.js';
import { SessionDto } from '../auth.dto.js';
import { From, type Visitor } from '../sessions/visitor.js';
import { withCookie } from '../sessions/with-cookie.js';
import {
  HandoffApprovalDto,
  HandoffClaimDto,
  HandoffDto,
  HandoffFinishDto,
  HandoffIdDto,
  HandoffLookDto,
  HandoffStateDto,
  HandoffTokenDto,
} from './handoff.dto.js';
import { Handoffs } from './handoff.service.js';

@ApiTags('sessions')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'NOT_FOR_GUESTS', 'UNAVAILABLE')
@Controller('me/handoff')
export class MyHandoffController {
  constructor(private readonly handoffs: Handoffs) {}

  @Post()
  @ApiOperation({ summary: 'Within minutes of a login, offer it to another device: for two minutes, once.' })
  @ApiCreatedResponse({ type: HandoffDto })
  @ApiFailures('FRESH_LOGIN', 'TOO_MANY_REQUESTS')
  offer(
    @Actor() actor: UserRef,
    @ActorLogin() { sessionId }: LoginOfRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Handoff> {
    response.setHeader('Cache-Control', 'no-store');
    return this.handoffs.offer({ actor, sessionId });
  }

  @Get(':handoffId')
  @ApiOperation({ summary: 'Whether a device has asked, and which.' })
  @ApiOkResponse({ type: HandoffStateDto })
  @ApiFailures('VALIDATION', 'NOT_FOUND')
  read(
    @Actor() actor: UserRef,
    @ActorLogin() { sessionId }: LoginOfRequest,
    @Param() { handoffId }: HandoffIdDto,
  ): Promise<HandoffState> {
    return this.handoffs.read({ actor, sessionId }, handoffId);
  }

  @Post(':handoffId/approval')
  @HttpCode(204)
  @ApiOperation({ summary: 'Let the device in that shows this number; any other number ends it. Audited.' })
  @ApiNoContentResponse()
  @ApiFailures('VALIDATION', 'NOT_FOUND', 'INVALID_CODE', 'TOO_MANY_REQUESTS')
  approve(
    @Actor() actor: UserRef,
    @ActorLogin() { sessionId }: LoginOfRequest,
    @Param() { handoffId }: HandoffIdDto,
    @Body() { number }: HandoffApprovalDto,
  ): Promise<void> {
    return this.handoffs.approve({ actor, sessionId }, handoffId, number);
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'End what this login has offered. Twice is once.' })
  @ApiNoContentResponse()
  @ApiFailures('TOO_MANY_REQUESTS')
  withdraw(@Actor() actor: UserRef, @ActorLogin() { sessionId }: LoginOfRequest): Promise<void> {
    return this.handoffs.withdraw({ actor, sessionId });
  }
}

@ApiTags('auth')
@Public()
@ApiFailures('VALIDATION', 'UNAUTHENTICATED', 'TOO_MANY_REQUESTS', 'UNAVAILABLE')
@Controller('auth/handoff')
export class HandoffController {
  constructor(private readonly handoffs: Handoffs) {}

  @Post('look')
  @HttpCode(200)
  @ApiOperation({ summary: 'Whose account a device would be let into.' })
  @ApiOkResponse({ type: HandoffLookDto })
  look(@Body() { token }: HandoffTokenDto, @From() visitor: Visitor): Promise<HandoffLook> {
    return this.handoffs.look(token, visitor);
  }

  @Post('ask')
  @ApiOperation({ summary: 'Ask to be let in; the number is typed on the device that has offered.' })
  @ApiCreatedResponse({ type: HandoffClaimDto })
  ask(
    @Body() { token }: HandoffTokenDto,
    @From() visitor: Visitor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<HandoffClaim> {
    response.setHeader('Cache-Control', 'no-store');
    return this.handoffs.ask(token, visitor);
  }

  @Post('finish')
  @ApiOperation({ summary: 'Log in, once the other device has let this one in; 202 until then.' })
  @ApiCreatedResponse({ type: SessionDto })
  @ApiAcceptedResponse({ description: 'Nobody has said so yet: ask again.' })
  @ApiFailures('ORIGIN_NOT_ALLOWED', 'ACCOUNT_DEACTIVATED')
  async finish(
    @Body() body: HandoffFinishDto,
    @From() visitor: Visitor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Session | undefined> {
    const started = await this.handoffs.finish(body, visitor);
    if (started) return withCookie(response, started);
    response.status(202);
    return undefined;
  }
}
