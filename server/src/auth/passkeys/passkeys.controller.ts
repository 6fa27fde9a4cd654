import { Body, Controller, Delete, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Passkey, PasskeyChallenge, Session, UserRef } from '@chatket/contract';
import type { Response } from 'express';
import { Actor, ActorLogin, ApiFailures, type LoginOfRequest, Public } from '../../http/index.js';
import { SessionDto } from '../auth.dto.js';
import { From, type Visitor } from '../sessions/visitor.js';
import { withCookie } from '../sessions/with-cookie.js';
import { MyPasskeys } from './my-passkeys.js';
import { PasskeyLogin } from './passkey-login.js';
import {
  AddPasskeyDto,
  PasskeyChallengeDto,
  PasskeyDto,
  PasskeyIdDto,
  PasskeyLoginDto,
} from './passkeys.dto.js';

@ApiTags('auth')
@Controller()
@ApiFailures('NOT_FOUND', 'UNAVAILABLE')
export class PasskeysController {
  constructor(
    private readonly login: PasskeyLogin,
    private readonly mine: MyPasskeys,
  ) {}

  @Post('auth/passkey/options')
  @Public()
  @ApiOperation({ summary: 'Begin a login with a passkey: what a page of this server asks its browser for.' })
  @ApiCreatedResponse({ type: PasskeyChallengeDto })
  @ApiFailures('ORIGIN_NOT_ALLOWED', 'TOO_MANY_REQUESTS')
  begin(@From() visitor: Visitor): Promise<PasskeyChallenge> {
    return this.login.begin(visitor);
  }

  @Post('auth/passkey/verify')
  @Public()
  @ApiOperation({ summary: 'Log in with a passkey. It is both factors.' })
  @ApiCreatedResponse({ type: SessionDto })
  @ApiFailures(
    'VALIDATION',
    'UNAUTHENTICATED',
    'INVALID_PASSKEY',
    'ORIGIN_NOT_ALLOWED',
    'ACCOUNT_DEACTIVATED',
  )
  @ApiFailures('TOO_MANY_REQUESTS')
  async logIn(
    @Body() body: PasskeyLoginDto,
    @From() visitor: Visitor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Session> {
    return withCookie(response, await this.login.logIn(body, visitor));
  }

  @Get('me/passkeys')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'My passkeys, the newest first.' })
  @ApiOkResponse({ type: [PasskeyDto] })
  @ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED')
  list(@Actor() actor: UserRef): Promise<Passkey[]> {
    return this.mine.list(actor);
  }

  @Post('me/passkeys/options')
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'Within minutes of a login, begin to add a passkey: what the browser is to make.',
  })
  @ApiCreatedResponse({ type: PasskeyChallengeDto })
  @ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'FRESH_LOGIN', 'ORIGIN_NOT_ALLOWED', 'TOO_MANY_REQUESTS')
  beginToAdd(
    @Actor() actor: UserRef,
    @ActorLogin() { sessionId }: LoginOfRequest,
    @From() visitor: Visitor,
  ): Promise<PasskeyChallenge> {
    return this.mine.begin({ actor, sessionId }, visitor);
  }

  @Post('me/passkeys/verify')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Keep the passkey that the browser has made.' })
  @ApiCreatedResponse({ type: PasskeyDto })
  @ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'VALIDATION', 'FRESH_LOGIN', 'INVALID_PASSKEY', 'CONFLICT')
  @ApiFailures('LIMIT_REACHED', 'TOO_MANY_REQUESTS')
  add(
    @Actor() actor: UserRef,
    @ActorLogin() { sessionId }: LoginOfRequest,
    @Body() body: AddPasskeyDto,
  ): Promise<Passkey> {
    return this.mine.add({ actor, sessionId }, body);
  }

  @Delete('me/passkeys/:passkeyId')
  @HttpCode(204)
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'Within minutes of a login, remove one; not the last way to log in. Twice is once.',
  })
  @ApiNoContentResponse()
  @ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'VALIDATION', 'FRESH_LOGIN', 'LAST_WAY_IN')
  @ApiFailures('TOO_MANY_REQUESTS')
  remove(
    @Actor() actor: UserRef,
    @ActorLogin() { sessionId }: LoginOfRequest,
    @Param() { passkeyId }: PasskeyIdDto,
  ): Promise<void> {
    return this.mine.remove({ actor, sessionId }, passkeyId);
  }
}
