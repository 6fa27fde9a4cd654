import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ServerSettings as Settings, UserRef } from '@chatket/contract';
import { Actor, ApiFailures } from '../http/index.js';
import { ServerSettingsChangeDto, ServerSettingsDto } from './server-settings.dto.js';
import { ServerSettings } from './server-settings.service.js';

@ApiTags('server')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'FORBIDDEN', 'UNAVAILABLE')
@Controller('server/settings')
export class ServerSettingsController {
  constructor(private readonly settings: ServerSettings) {}

  @Get()
  @ApiOperation({
    summary:
      'Name, icon, who may make an account, and whether links have previews; for those who run the server.',
  })
  @ApiOkResponse({ type: ServerSettingsDto })
  read(@Actor() actor: UserRef): Promise<Settings> {
    return this.settings.read(actor);
  }

  @Put()
  @ApiOperation({ summary: 'Set all of it. Written to the audit log.' })
  @ApiOkResponse({ type: ServerSettingsDto })
  @ApiFailures('VALIDATION', 'TOO_MANY_REQUESTS')
  set(@Actor() actor: UserRef, @Body() body: ServerSettingsChangeDto): Promise<Settings> {
    return this.settings.set(actor, body);
  }
}
