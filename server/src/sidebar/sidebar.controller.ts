import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Sidebar, UserRef } from '@chatket/contract';
import { Actor, ApiFailures, ForGuests } from '../http/index.js';
import { SidebarDto } from './sidebar.dto.js';
import { SidebarService } from './sidebar.service.js';

@ApiTags('sidebar')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@Controller('sidebar')
export class SidebarController {
  constructor(private readonly sidebar: SidebarService) {}

  @Get()
  @ForGuests()
  @ApiOperation({ summary: 'How I have arranged my sidebar; version 0 when I have not.' })
  @ApiOkResponse({ type: SidebarDto })
  read(@Actor() actor: UserRef): Promise<Sidebar> {
    return this.sidebar.read(actor);
  }

  @Put()
  @ForGuests()
  @ApiOperation({ summary: 'Arrange my sidebar, on all my devices. `version` is the one I have changed.' })
  @ApiOkResponse({ type: SidebarDto })
  @ApiFailures('VALIDATION', 'CONFLICT', 'TOO_MANY_REQUESTS')
  replace(@Actor() actor: UserRef, @Body() body: SidebarDto): Promise<Sidebar> {
    return this.sidebar.replace(actor, body);
  }
}
