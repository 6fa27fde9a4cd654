import { Body, Controller, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Session, UserRef } from '@chatket/contract';
import type { Response } from 'express';
import { Actor, ActorLogin, ApiFailures, ForGuests, type LoginOfRequest } from '../http/index.js';
import { SessionDto, VerifyCodeDto } from './auth.dto.js';
import { AuthService } from './auth.service.js';
import { From, type Visitor } from './sessions/visitor.js';
import { withCookie } from './sessions/with-cookie.js';

@ApiTags('auth')
@ApiBearerAuth()
@Controller('auth')
export class UpgradeController {
  constructor(private readonly auth: AuthService) {}

  @Post('upgrade')
  @ForGuests()
  @ApiOperation({
    summary:
      'As a guest, log in with a code for a name that nobody has: the account gets that name and is no guest’s any more. What was written stays.',
  })
  @ApiCreatedResponse({ type: SessionDto })
  @ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'VALIDATION', 'INVALID_CODE', 'CONFLICT', 'NOT_FOUND')
  @ApiFailures('REGISTRATION_CLOSED', 'ADDRESS_NOT_ALLOWED', 'PROOF_NEEDED')
  @ApiFailures('ORIGIN_NOT_ALLOWED', 'TOO_MANY_REQUESTS', 'TOO_MANY_ATTEMPTS', 'UNAVAILABLE')
  async upgrade(
    @Actor() user: UserRef,
    @ActorLogin() { sessionId }: LoginOfRequest,
    @Body() body: VerifyCodeDto,
    @From() visitor: Visitor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Session> {
    return withCookie(response, await this.auth.upgrade({ user, sessionId }, body, visitor));
  }
}
