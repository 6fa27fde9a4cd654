import { Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { LoginSession, UserRef } from '@chatket/contract';
import { LoginSessionDto } from '../auth/index.js';
import { Actor, ApiFailures } from '../http/index.js';
import { ServerPersonIdDto, ServerPersonSessionDto } from './admin.dto.js';
import { ServerAccounts } from './server-accounts.js';

@ApiTags('server')
@ApiBearerAuth()
@ApiFailures('VALIDATION', 'UNAUTHENTICATED', 'TOKEN_EXPIRED', 'FORBIDDEN', 'NOT_FOUND', 'UNAVAILABLE')
@Controller('server/people/:userId')
export class ServerAccountsController {
  constructor(private readonly accounts: ServerAccounts) {}

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
}
