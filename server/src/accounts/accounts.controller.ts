import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { UserRef } from '@chatket/contract';
import { Actor, ActorLogin, ApiFailures, type LoginOfRequest } from '../http/index.js';
import { DeleteAccountDto } from './accounts.dto.js';
import { DeleteAccount } from './delete-account.js';

@ApiTags('users')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'VALIDATION', 'FRESH_LOGIN', 'OWNER_BY_NAME', 'UNAVAILABLE')
@Controller('me')
export class AccountsController {
  constructor(private readonly deleting: DeleteAccount) {}

  @Post('deletion')
  @HttpCode(204)
  @ApiOperation({
    summary:
      'Delete my account, for good: within minutes of a login, with its name typed. Nobody has the name for 30 days.',
  })
  @ApiNoContentResponse()
  @ApiFailures('ROOMS_NEED_OWNER', 'LAST_OWNER', 'TOO_MANY_REQUESTS')
  remove(
    @Actor() actor: UserRef,
    @ActorLogin() { sessionId }: LoginOfRequest,
    @Body() body: DeleteAccountDto,
  ): Promise<void> {
    return this.deleting.run(actor, body, sessionId);
  }
}
