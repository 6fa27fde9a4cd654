import { Body, Controller, HttpCode, Post, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Me, UserRef } from '@chatket/contract';
import { Actor, ActorLogin, ApiFailures, type LoginOfRequest } from '../http/index.js';
import { MeDto } from '../users/index.js';
import { DeleteAccountDto, RenameDto } from './accounts.dto.js';
import { DeleteAccount } from './delete-account.js';
import { PauseAccount } from './pause-account.js';
import { RenameAccount } from './rename-account.js';

@ApiTags('users')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'VALIDATION', 'FRESH_LOGIN', 'OWNER_BY_NAME', 'UNAVAILABLE')
@Controller('me')
export class AccountsController {
  constructor(
    private readonly deleting: DeleteAccount,
    private readonly renaming: RenameAccount,
    private readonly pausing: PauseAccount,
  ) {}

  @Put('username')
  @ApiOperation({
    summary:
      'Change my name, within minutes of a login and three times in 30 days. The old one is nobody else’s for 30 days; logins and connections go on.',
  })
  @ApiOkResponse({ type: MeDto })
  @ApiFailures('NAME_TAKEN', 'LIMIT_REACHED', 'TOO_MANY_REQUESTS')
  rename(
    @Actor() actor: UserRef,
    @ActorLogin() { sessionId }: LoginOfRequest,
    @Body() { username }: RenameDto,
  ): Promise<Me> {
    return this.renaming.run(actor, username, sessionId);
  }

  @Post('pause')
  @HttpCode(204)
  @ApiOperation({
    summary:
      'Close my account until I log in again, within minutes of a login: all my logins end, and nothing else is lost.',
  })
  @ApiNoContentResponse()
  @ApiFailures('LAST_OWNER')
  pause(@Actor() actor: UserRef, @ActorLogin() { sessionId }: LoginOfRequest): Promise<void> {
    return this.pausing.run(actor, sessionId);
  }

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
