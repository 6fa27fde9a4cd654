import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { NEXT_CURSOR_HEADER, type Room, type UserRef } from '@chatket/contract';
import type { Response } from 'express';
import { Actor, ApiFailures, ForGuests } from '../http/index.js';
import { ChangeRoomDto, CreateRoomDto, ListRoomsDto, RoomDto, RoomIdDto } from './rooms.dto.js';
import { RoomsService } from './rooms.service.js';

@ApiTags('rooms')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@Controller('rooms')
export class RoomsController {
  constructor(private readonly rooms: RoomsService) {}

  @Get()
  @ForGuests()
  @ApiOperation({
    summary:
      'My rooms, latest activity first; with `all=true` the rooms I may discover, by name or activity.',
  })
  @ApiOkResponse({
    type: [RoomDto],
    headers: { [NEXT_CURSOR_HEADER]: { description: 'Missing on the last page.' } },
  })
  @ApiFailures('VALIDATION', 'NOT_FOR_GUESTS')
  list(
    @Actor() actor: UserRef,
    @Query() query: ListRoomsDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Room[]> {
    return query.all ? this.discover(actor, query, response) : this.rooms.listMine(actor);
  }

  @Post()
  @ApiOperation({ summary: 'Create a room; its creator is the first member, and owns it.' })
  @ApiCreatedResponse({ type: RoomDto })
  @ApiFailures('VALIDATION', 'TOO_MANY_REQUESTS')
  create(@Actor() actor: UserRef, @Body() body: CreateRoomDto): Promise<Room> {
    return this.rooms.create(actor, body);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One room. Its last message is shown to members only.' })
  @ApiOkResponse({ type: RoomDto })
  @ApiFailures('VALIDATION', 'ROOM_NOT_FOUND')
  read(@Actor() actor: UserRef, @Param() { id }: RoomIdDto): Promise<Room> {
    return this.rooms.read(actor, id);
  }

  @Patch(':id')
  @ApiOperation({
    summary: 'Change what holds for everybody in the room; for admins. What is left out stays.',
  })
  @ApiOkResponse({ type: RoomDto })
  @ApiFailures('VALIDATION', 'NOT_A_MEMBER', 'FORBIDDEN', 'ROOM_NOT_FOUND', 'TOO_MANY_REQUESTS')
  configure(@Actor() actor: UserRef, @Param() { id }: RoomIdDto, @Body() body: ChangeRoomDto): Promise<Room> {
    return this.rooms.configure(actor, id, body);
  }

  @Post(':id/join')
  @ApiOperation({ summary: 'Become a member. 201 for a new membership, 200 for one that was there.' })
  @ApiCreatedResponse({ type: RoomDto })
  @ApiOkResponse({ type: RoomDto })
  @ApiFailures('VALIDATION', 'ROOM_NOT_FOUND', 'BANNED', 'ROOM_ARCHIVED', 'FIXED_PEOPLE', 'TOO_MANY_REQUESTS')
  async join(
    @Actor() actor: UserRef,
    @Param() { id }: RoomIdDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Room> {
    const { room, isNew } = await this.rooms.join(actor, id);
    response.status(isNew ? 201 : 200);
    return room;
  }

  @Delete(':id/membership')
  @HttpCode(204)
  @ApiOperation({ summary: 'Leave for good.' })
  @ApiNoContentResponse()
  @ApiFailures('VALIDATION', 'ROOM_NOT_FOUND', 'LAST_OWNER', 'FIXED_PEOPLE', 'TOO_MANY_REQUESTS')
  leave(@Actor() actor: UserRef, @Param() { id }: RoomIdDto): Promise<void> {
    return this.rooms.leaveForGood(actor, id);
  }

  private async discover(actor: UserRef, query: ListRoomsDto, response: Response): Promise<Room[]> {
    const { rooms, nextCursor } = await this.rooms.discover(actor, query);
    if (nextCursor !== undefined) response.setHeader(NEXT_CURSOR_HEADER, nextCursor);
    return rooms;
  }
}
