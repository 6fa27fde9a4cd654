import { Body, Controller, Ip, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Session, UserRef } from '@chatket/contract';
import { Actor, ApiFailures, ForGuests } from '../http/index.js';
import { SessionDto, VerifyCodeDto } from './auth.dto.js';
import { AuthService } from './auth.service.js';

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
  @ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'VALIDATION', 'INVALID_CODE', 'CONFLICT')
  @ApiFailures('TOO_MANY_REQUESTS', 'TOO_MANY_ATTEMPTS', 'UNAVAILABLE')
  upgrade(@Actor() actor: UserRef, @Body() body: VerifyCodeDto, @Ip() ip: string): Promise<Session> {
    return this.auth.upgrade(actor, body, ip);
  }
}
