import { Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { LoginSession, Session, UserRef } from '@chatket/contract';
import type { Response } from 'express';
import { Clock } from '../../common/index.js';
import { Actor, ActorLogin, ApiFailures, ForGuests, type LoginOfRequest } from '../../http/index.js';
import { SessionDto } from '../auth.dto.js';
import { LoginSessionDto } from './sessions.dto.js';
import { Sessions } from './sessions.service.js';
import { From, type Visitor } from './visitor.js';
import { keepDevice, withCookie } from './with-cookie.js';

@ApiTags('sessions')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@Controller('sessions')
export class SessionsController {
  constructor(
    private readonly sessions: Sessions,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ForGuests()
  @ApiOperation({ summary: 'Where I am logged in: this login first, then the one that was used last.' })
  @ApiOkResponse({ type: [LoginSessionDto] })
  list(@Actor() actor: UserRef, @ActorLogin() login: LoginOfRequest): Promise<LoginSession[]> {
    return this.sessions.list(actor, login.sessionId);
  }

  @Post()
  @ForGuests()
  @ApiOperation({
    summary:
      'Keep the login of my token in a cookie of this browser. It ends when the token would have, which stays valid too.',
  })
  @ApiCreatedResponse({ type: SessionDto })
  @ApiFailures('ORIGIN_NOT_ALLOWED', 'TOO_MANY_REQUESTS')
  async keep(
    @Actor() user: UserRef,
    @ActorLogin() { expiresAt }: LoginOfRequest,
    @From() visitor: Visitor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Session> {
    const now = this.clock.now();
    return withCookie(response, await this.sessions.moveIntoCookie({ user, expiresAt }, now, visitor));
  }

  @Delete()
  @HttpCode(204)
  @ForGuests()
  @ApiOperation({ summary: 'Log out everywhere else.' })
  @ApiNoContentResponse()
  @ApiFailures('TOO_MANY_REQUESTS')
  async endOthers(
    @Actor() actor: UserRef,
    @ActorLogin() { sessionId: thisOne }: LoginOfRequest,
    @From() visitor: Visitor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    keepDevice(response, await this.sessions.endOthers(actor, { thisOne, visitor }));
  }

  @Delete(':id')
  @HttpCode(204)
  @ForGuests()
  @ApiOperation({ summary: 'End one of my logins. Twice is once.' })
  @ApiNoContentResponse()
  @ApiFailures('VALIDATION', 'NOT_FOUND', 'TOO_MANY_REQUESTS')
  async end(
    @Actor() actor: UserRef,
    @Param('id', ParseUUIDPipe) id: string,
    @ActorLogin() { sessionId: thisOne }: LoginOfRequest,
    @From() visitor: Visitor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    keepDevice(response, await this.sessions.endOne(actor, id, { thisOne, visitor }));
  }
}
