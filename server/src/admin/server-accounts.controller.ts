import { Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FactorsReset, LoginSession, UserRef } from '@chatket/contract';
import { LoginSessionDto } from '../auth/index.js';
import { Actor, ActorLogin, ApiFailures, type LoginOfRequest } from '../http/index.js';
import { ServerPersonIdDto, ServerPersonSessionDto } from './admin.dto.js';
import { ResetFactors } from './reset-factors.js';
import { ServerAccounts } from './server-accounts.js';
import { FactorsResetDto } from './server-state.dto.js';

@ApiTags('server')
@ApiBearerAuth()
@ApiFailures('VALIDATION', 'UNAUTHENTICATED', 'TOKEN_EXPIRED', 'FORBIDDEN', 'NOT_FOUND', 'UNAVAILABLE')
@Controller('server/people/:userId')
export class ServerAccountsController {
  constructor(
    private readonly accounts: ServerAccounts,
    private readonly factors: ResetFactors,
  ) {}

  @Get('sessions')
  @ApiOperation({
    summary: 'Where somebody is logged in; for those who run the server and are more on it than they are.',
  })
  @ApiOkResponse({ type: [LoginSessionDto] })
  sessions(@Actor() actor: UserRef, @Param() { userId }: ServerPersonIdDto): Promise<LoginSession[]> {
    return this.accounts.sessionsOf(actor, userId);
  }

  @Delete('sessions/:sessionId')
  @HttpCode(204)
  @ApiOperation({ summary: 'End one of their logins, everywhere at once. Twice is once.' })
  @ApiNoContentResponse()
  end(@Actor() actor: UserRef, @Param() { userId, sessionId }: ServerPersonSessionDto): Promise<void> {
    return this.accounts.endSession(actor, userId, sessionId);
  }

  @Put('deactivation')
  @HttpCode(204)
  @ApiOperation({ summary: 'Close an account: nobody logs in with it, and all its logins end at once.' })
  @ApiNoContentResponse()
  deactivate(@Actor() actor: UserRef, @Param() { userId }: ServerPersonIdDto): Promise<void> {
    return this.accounts.deactivate(actor, userId);
  }

  @Delete('deactivation')
  @HttpCode(204)
  @ApiOperation({ summary: 'Let it be logged in with again. What has ended stays ended.' })
  @ApiNoContentResponse()
  reactivate(@Actor() actor: UserRef, @Param() { userId }: ServerPersonIdDto): Promise<void> {
    return this.accounts.reactivate(actor, userId);
  }

  @Delete('factors')
  @ApiOperation({
    summary:
      'Take the second factor, its recovery codes and the passkeys from an account whose person has lost them, and end its logins. Within minutes of a login. Passkeys stay where there is no other way in.',
  })
  @ApiOkResponse({ type: FactorsResetDto })
  @ApiFailures('FRESH_LOGIN')
  resetFactors(
    @Actor() actor: UserRef,
    @ActorLogin() { sessionId }: LoginOfRequest,
    @Param() { userId }: ServerPersonIdDto,
  ): Promise<FactorsReset> {
    return this.factors.run(actor, userId, sessionId);
  }
}
