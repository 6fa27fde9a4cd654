import { Body, Controller, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { RaidMode, UserRef } from '@chatket/contract';
import { Actor, ApiFailures } from '../../http/index.js';
import { RaidBodyDto, RaidModeDto, RaidRoomDto } from './raid.dto.js';
import { Raids } from './raids.js';

@ApiTags('moderation')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@Controller('rooms/:id/raid')
export class RaidController {
  constructor(private readonly raids: Raids) {}

  @Put()
  @ApiOperation({
    summary:
      'Raid mode on or off; for moderators. While it is on, members below them who came after it began or whose account is younger than a day only read, links into the room let nobody in, and slow mode is ten seconds at least.',
  })
  @ApiOkResponse({ type: RaidModeDto })
  @ApiFailures('VALIDATION', 'ROOM_NOT_FOUND', 'NOT_A_MEMBER', 'FORBIDDEN', 'BANNED')
  @ApiFailures('ROOM_ARCHIVED', 'TOO_MANY_REQUESTS')
  set(@Actor() actor: UserRef, @Param() { id }: RaidRoomDto, @Body() body: RaidBodyDto): Promise<RaidMode> {
    return this.raids.set(actor, id, body);
  }
}
