import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { NEXT_CURSOR_HEADER, type ServerRoom, type UserRef } from '@chatket/contract';
import type { Response } from 'express';
import { Actor, ApiFailures } from '../http/index.js';
import {
  ServerBanDto,
  ServerRoomDto,
  ServerRoomIdDto,
  ServerRoomPersonDto,
  ServerRoomsDto,
} from './admin.dto.js';
import { ChangeServerRooms } from './change-server-rooms.js';
import { ListServerRooms } from './list-server-rooms.js';

@ApiTags('server')
@ApiBearerAuth()
@ApiFailures('VALIDATION', 'UNAUTHENTICATED', 'TOKEN_EXPIRED', 'FORBIDDEN', 'UNAVAILABLE')
@Controller('server/rooms')
export class ServerRoomsController {
  constructor(
    private readonly rooms: ListServerRooms,
    private readonly changes: ChangeServerRooms,
  ) {}

  @Get()
  @ApiOperation({
    summary:
      'Public and private rooms by name: how many people, when something was last said, whether somebody owns them. Nothing of what is in them. For those who run the server.',
  })
  @ApiOkResponse({
    type: [ServerRoomDto],
    headers: { [NEXT_CURSOR_HEADER]: { description: 'Missing on the last page.' } },
  })
  async list(
    @Actor() actor: UserRef,
    @Query() query: ServerRoomsDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ServerRoom[]> {
    const { rooms, nextCursor } = await this.rooms.page(actor, query);
    if (nextCursor !== undefined) response.setHeader(NEXT_CURSOR_HEADER, nextCursor);
    return rooms;
  }

  @Post(':id/archive')
  @HttpCode(204)
  @ApiOperation({ summary: 'End the writing in a room, until those who run the server restore it.' })
  @ApiNoContentResponse()
  @ApiFailures('ROOM_NOT_FOUND')
  archive(@Actor() actor: UserRef, @Param() { id }: ServerRoomIdDto): Promise<void> {
    return this.changes.archive(actor, id, { isOn: true });
  }

  @Delete(':id/archive')
  @HttpCode(204)
  @ApiOperation({ summary: 'Let the writing begin again.' })
  @ApiNoContentResponse()
  @ApiFailures('ROOM_NOT_FOUND', 'CONFLICT')
  restore(@Actor() actor: UserRef, @Param() { id }: ServerRoomIdDto): Promise<void> {
    return this.changes.archive(actor, id, { isOn: false });
  }

  @Put(':id/bans/:userId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Ban somebody from a room, member or not, whatever they are in it.' })
  @ApiNoContentResponse()
  @ApiFailures('ROOM_NOT_FOUND', 'NOT_FOUND')
  ban(
    @Actor() actor: UserRef,
    @Param() { id, userId }: ServerRoomPersonDto,
    @Body() body: ServerBanDto,
  ): Promise<void> {
    return this.changes.ban(actor, { roomId: id, userId }, body);
  }

  @Delete(':id/bans/:userId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Let them come in again, whoever has banned them.' })
  @ApiNoContentResponse()
  @ApiFailures('ROOM_NOT_FOUND')
  unban(@Actor() actor: UserRef, @Param() { id, userId }: ServerRoomPersonDto): Promise<void> {
    return this.changes.unban(actor, { roomId: id, userId });
  }

  @Put(':id/owner/:userId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Make a member the owner of a room that has none.' })
  @ApiNoContentResponse()
  @ApiFailures('ROOM_NOT_FOUND', 'NOT_FOUND', 'NOT_FOR_GUESTS', 'CANNOT_OWN')
  appoint(@Actor() actor: UserRef, @Param() { id, userId }: ServerRoomPersonDto): Promise<void> {
    return this.changes.appoint(actor, { roomId: id, userId });
  }

  @Post(':id/join')
  @HttpCode(204)
  @ApiOperation({ summary: 'Come into a room as a member, which all members of a private one see.' })
  @ApiNoContentResponse()
  @ApiFailures('ROOM_NOT_FOUND', 'BANNED', 'ROOM_ARCHIVED')
  join(@Actor() actor: UserRef, @Param() { id }: ServerRoomIdDto): Promise<void> {
    return this.changes.join(actor, id);
  }
}
