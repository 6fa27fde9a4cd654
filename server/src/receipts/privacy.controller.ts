import { Body, Controller, Get, Param, Patch } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { LastSeenAt, Privacy as PrivacyState, UserRef } from '@chatket/contract';
import { Actor, ApiFailures, ForGuests } from '../http/index.js';
import { Privacy } from './privacy.js';
import { LastSeenAtDto, PersonInRoomDto, PrivacyBodyDto, PrivacyDto } from './receipts.dto.js';

@ApiTags('users')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@Controller()
export class PrivacyController {
  constructor(private readonly privacy: Privacy) {}

  @Get('users/me/privacy')
  @ForGuests()
  @ApiOperation({ summary: 'What I keep to myself.' })
  @ApiOkResponse({ type: PrivacyDto })
  @ApiFailures('NOT_FOUND')
  find(@Actor() actor: UserRef): Promise<PrivacyState> {
    return this.privacy.find(actor);
  }

  @Patch('users/me/privacy')
  @ForGuests()
  @ApiOperation({
    summary: 'Keep something to myself, or no longer. Of what I hide I see nothing of others either.',
  })
  @ApiOkResponse({ type: PrivacyDto })
  @ApiFailures('VALIDATION', 'NOT_FOUND', 'TOO_MANY_REQUESTS')
  change(@Actor() actor: UserRef, @Body() body: PrivacyBodyDto): Promise<PrivacyState> {
    return this.privacy.change(actor, body);
  }

  @Get('rooms/:id/members/:userId/last-seen')
  @ForGuests()
  @ApiOperation({
    summary: 'When a member was last there, in whichever room; nothing where they or I hide it.',
  })
  @ApiOkResponse({ type: LastSeenAtDto })
  @ApiFailures('VALIDATION', 'ROOM_NOT_FOUND', 'NOT_A_MEMBER', 'BANNED')
  lastSeen(@Actor() actor: UserRef, @Param() { id, userId }: PersonInRoomDto): Promise<LastSeenAt> {
    return this.privacy.lastSeen(actor, id, userId);
  }
}
