import { Body, Controller, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { RaidMode, UserRef } from '@chatket/contract';
import { Actor, ApiFailures } from '../http/index.js';
import { ServerRaid } from '../users/index.js';
import { ServerRaidBodyDto, ServerRaidModeDto } from './admin.dto.js';

@ApiTags('server')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@Controller('server/raid')
export class ServerRaidController {
  constructor(private readonly raid: ServerRaid) {}

  @Put()
  @ApiOperation({
    summary:
      'Raid mode of all rooms on or off; for those who run the server. While it is on, accounts younger than a day or than the raid only read, links let nobody in, and whoever is below a moderator writes once in ten seconds. Raid mode of rooms stays as it is.',
  })
  @ApiOkResponse({ type: ServerRaidModeDto })
  @ApiFailures('VALIDATION', 'FORBIDDEN')
  set(@Actor() actor: UserRef, @Body() body: ServerRaidBodyDto): Promise<RaidMode> {
    return this.raid.set(actor, body);
  }
}
