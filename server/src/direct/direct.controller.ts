import { Body, Controller, Delete, HttpCode, Param, Post, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Room, UserRef } from '@chatket/contract';
import type { Response } from 'express';
import { Actor, ApiFailures } from '../http/index.js';
import { RoomDto, RoomIdDto } from '../rooms/index.js';
import { OpenDirectDto } from './direct.dto.js';
import { DirectService } from './direct.service.js';

@ApiTags('direct')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@Controller('direct')
export class DirectController {
  constructor(private readonly direct: DirectService) {}

  @Post()
  @ApiOperation({
    summary:
      'Open the room of these people: a direct room of one or two, or a group. 201 for a new one, 200 for the one that was there. The others see a new one with its first message.',
  })
  @ApiCreatedResponse({ type: RoomDto })
  @ApiOkResponse({ type: RoomDto })
  @ApiFailures('VALIDATION', 'FORBIDDEN', 'NEW_ACCOUNT', 'TOO_MANY_REQUESTS')
  async open(
    @Actor() actor: UserRef,
    @Body() { userIds }: OpenDirectDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Room> {
    const { room, isNew } = await this.direct.open(actor, userIds);
    response.status(isNew ? 201 : 200);
    return room;
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary:
      'Close a room for myself, in place of leaving it: it is back with its next message. Nobody else notices.',
  })
  @ApiNoContentResponse()
  @ApiFailures('VALIDATION', 'ROOM_NOT_FOUND', 'NOT_A_MEMBER', 'TOO_MANY_REQUESTS')
  close(@Actor() actor: UserRef, @Param() { id }: RoomIdDto): Promise<void> {
    return this.direct.close(actor, id);
  }
}
