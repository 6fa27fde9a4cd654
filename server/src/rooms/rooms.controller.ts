import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
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
import { CreateRoomDto, ListRoomsDto, RoomDto, RoomIdDto } from './rooms.dto.js';
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
      'My rooms, latest activity first, all of them or, with `limit`, in pages: the first holds the latest, the others all by id. With `all=true` the rooms I may discover, by name or activity.',
  })
  @ApiOkResponse({
    type: [RoomDto],
    headers: { [NEXT_CURSOR_HEADER]: { description: 'Missing on the last page.' } },
  })
  @ApiFailures('VALIDATION', 'NOT_FOR_GUESTS')
  async list(
    @Actor() actor: UserRef,
    @Query() query: ListRoomsDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Room[]> {
    const page = query.all ? this.rooms.discover(actor, query) : this.rooms.listMine(actor, query);
    const { rooms, nextCursor } = await page;
    if (nextCursor !== undefined) response.setHeader(NEXT_CURSOR_HEADER, nextCursor);
    return rooms;
  }

  @Post()
  @ApiOperation({ summary: 'Create a room; its creator is the first member, and owns it.' })
  @ApiCreatedResponse({ type: RoomDto })
  @ApiFailures('VALIDATION', 'CANNOT_OWN', 'TOO_MANY_REQUESTS')
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

  @Post(':id/join')
  @ApiOperation({ summary: 'Become a member. 201 for a new membership, 200 for one that was there.' })
  @ApiCreatedResponse({ type: RoomDto })
  @ApiOkResponse({ type: RoomDto })
  @ApiFailures('VALIDATION', 'ROOM_NOT_FOUND', 'BANNED', 'ASK_FIRST', 'ROOM_ARCHIVED')
  @ApiFailures('FIXED_PEOPLE', 'TOO_MANY_REQUESTS')
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
}
