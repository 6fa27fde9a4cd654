import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Permissions, UserRef } from '@chatket/contract';
import { Actor, ApiFailures } from '../../http/index.js';
import { ExplainPermissions } from './explain-permissions.js';
import { MembersRoomDto } from './members.dto.js';
import { PermissionsDto, PermissionsQueryDto } from './permissions.dto.js';

@ApiTags('members')
@ApiBearerAuth()
@Controller('rooms/:id/permissions')
export class PermissionsController {
  constructor(private readonly permissions: ExplainPermissions) {}

  @Get()
  @ApiOperation({
    summary: 'What somebody may do in the room, and which rule says no: oneself, and for moderators others.',
  })
  @ApiOkResponse({ type: PermissionsDto })
  @ApiFailures('VALIDATION', 'UNAUTHENTICATED', 'TOKEN_EXPIRED', 'NOT_A_MEMBER', 'BANNED', 'FORBIDDEN')
  @ApiFailures('ROOM_NOT_FOUND', 'UNAVAILABLE')
  read(
    @Actor() actor: UserRef,
    @Param() { id }: MembersRoomDto,
    @Query() { userId }: PermissionsQueryDto,
  ): Promise<Permissions> {
    return this.permissions.run(actor, id, userId);
  }
}
