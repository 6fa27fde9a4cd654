import { Body, Controller, Delete, Get, HttpCode, Post, Put, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { NewSecondFactor, RecoveryCodes, SecondFactorState, Session, UserRef } from '@chatket/contract';
import type { Response } from 'express';
import { Actor, ActorLogin, ApiFailures, type LoginOfRequest, Public } from '../../http/index.js';
import { SessionDto } from '../auth.dto.js';
import { From, type Visitor } from '../sessions/visitor.js';
import { withCookie } from '../sessions/with-cookie.js';
import {
  FactorCodeDto,
  NewSecondFactorDto,
  RecoveryCodesDto,
  SecondFactorDto,
  SecondFactorStateDto,
} from './second-factor.dto.js';
import { SecondFactors } from './second-factor.service.js';

@ApiTags('auth')
@Controller()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
export class SecondFactorController {
  constructor(private readonly factors: SecondFactors) {}

  @Post('auth/second-factor')
  @Public()
  @ApiOperation({ summary: 'Go on with a login that was answered `SECOND_FACTOR`.' })
  @ApiCreatedResponse({ type: SessionDto })
  @ApiFailures(
    'VALIDATION',
    'INVALID_CODE',
    'ORIGIN_NOT_ALLOWED',
    'ACCOUNT_DEACTIVATED',
    'PROOF_NEEDED',
    'TOO_MANY_REQUESTS',
    'TOO_MANY_ATTEMPTS',
  )
  async goOn(
    @Body() body: SecondFactorDto,
    @From() visitor: Visitor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Session> {
    return withCookie(response, await this.factors.goOn(body, visitor));
  }

  @Get('me/second-factor')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Whether my logins want a second factor.' })
  @ApiOkResponse({ type: SecondFactorStateDto })
  state(@Actor() actor: UserRef): Promise<SecondFactorState> {
    return this.factors.state(actor);
  }

  @Post('me/second-factor')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Within minutes of a login, get what an authenticator app has to know.' })
  @ApiCreatedResponse({ type: NewSecondFactorDto })
  @ApiFailures('FRESH_LOGIN', 'CONFLICT', 'TOO_MANY_REQUESTS')
  begin(@Actor() actor: UserRef, @ActorLogin() { sessionId }: LoginOfRequest): Promise<NewSecondFactor> {
    return this.factors.begin(actor, sessionId);
  }

  @Put('me/second-factor')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'With a code of that app, switch it on. The answer has the recovery codes.' })
  @ApiOkResponse({ type: RecoveryCodesDto })
  @ApiFailures('VALIDATION', 'INVALID_CODE', 'CONFLICT', 'TOO_MANY_REQUESTS', 'TOO_MANY_ATTEMPTS')
  confirm(@Actor() actor: UserRef, @Body() { code }: FactorCodeDto): Promise<RecoveryCodes> {
    return this.factors.confirm(actor, code);
  }

  @Delete('me/second-factor')
  @HttpCode(204)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Switch it off, with a code. Twice is once.' })
  @ApiNoContentResponse()
  @ApiFailures('VALIDATION', 'INVALID_CODE', 'TOO_MANY_REQUESTS', 'TOO_MANY_ATTEMPTS')
  remove(@Actor() actor: UserRef, @Body() { code }: FactorCodeDto): Promise<void> {
    return this.factors.remove(actor, code);
  }
}
