import { Body, Controller, Delete, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Room, UserRef } from '@chatket/contract';
import { Actor, ApiFailures } from '../../http/index.js';
import { RoomDto, RoomIdDto } from '../rooms.dto.js';
import { ChangeRoomDto } from './change-room.dto.js';
import { RoomSettings } from './room-settings.js';

@ApiTags('rooms')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@ApiFailures('VALIDATION', 'ROOM_NOT_FOUND', 'NOT_A_MEMBER', 'FORBIDDEN', 'BANNED', 'TOO_MANY_REQUESTS')
@Controller('rooms/:id')
export class SettingsController {
  constructor(private readonly settings: RoomSettings) {}

  @Patch()
  @ApiOperation({
    summary:
      'Change what holds for everybody in the room. What is left out stays; null takes a setting back. For admins; the topic alone for moderators.',
  })
  @ApiOkResponse({ type: RoomDto })
  @ApiFailures('ROOM_ARCHIVED', 'FIXED_PEOPLE')
  change(@Actor() actor: UserRef, @Param() { id }: RoomIdDto, @Body() body: ChangeRoomDto): Promise<Room> {
    return this.settings.change(actor, id, body);
  }

  @Post('archive')
  @HttpCode(200)
  @ApiOperation({ summary: 'End the writing; what was said can still be read. For owners.' })
  @ApiOkResponse({ type: RoomDto })
  archive(@Actor() actor: UserRef, @Param() { id }: RoomIdDto): Promise<Room> {
    return this.settings.end(actor, id, 'archive');
  }

  @Delete('archive')
  @ApiOperation({ summary: 'Let the writing begin again. For owners.' })
  @ApiOkResponse({ type: RoomDto })
  @ApiFailures('CONFLICT')
  unarchive(@Actor() actor: UserRef, @Param() { id }: RoomIdDto): Promise<Room> {
    return this.settings.end(actor, id, 'unarchive');
  }

  @Delete()
  @ApiOperation({
    summary:
      'Archive the room, and delete it with all that is in it after seven days (`deletesAt`). For owners.',
  })
  @ApiOkResponse({ type: RoomDto })
  delete(@Actor() actor: UserRef, @Param() { id }: RoomIdDto): Promise<Room> {
    return this.settings.end(actor, id, 'delete');
  }

  @Post('restore')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take the deletion back. For owners.' })
  @ApiOkResponse({ type: RoomDto })
  restore(@Actor() actor: UserRef, @Param() { id }: RoomIdDto): Promise<Room> {
    return this.settings.end(actor, id, 'restore');
  }
}
