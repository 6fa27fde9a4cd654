import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { NewAccountLimits, UserRef } from '@chatket/contract';
import { Actor, ApiFailures } from '../http/index.js';
import { NewAccounts } from '../users/index.js';
import { NewAccountLimitsDto } from './new-accounts.dto.js';

@ApiTags('server')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'FORBIDDEN', 'UNAVAILABLE')
@Controller('server/new-accounts')
export class NewAccountsController {
  constructor(private readonly accounts: NewAccounts) {}

  @Get()
  @ApiOperation({ summary: 'What new accounts may not do yet; for those who run the server.' })
  @ApiOkResponse({ type: NewAccountLimitsDto })
  read(@Actor() actor: UserRef): Promise<NewAccountLimits> {
    return this.accounts.read(actor);
  }

  @Put()
  @ApiOperation({
    summary:
      'Set all of it. Those who run the server are never new, and moderators of a room are free of it there. New accounts make no links into rooms, whatever is set. Written to the audit log.',
  })
  @ApiOkResponse({ type: NewAccountLimitsDto })
  @ApiFailures('VALIDATION', 'TOO_MANY_REQUESTS')
  set(@Actor() actor: UserRef, @Body() body: NewAccountLimitsDto): Promise<NewAccountLimits> {
    return this.accounts.set(actor, body);
  }
}
