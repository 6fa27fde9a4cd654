import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { NEXT_CURSOR_HEADER, type UserRef } from '@chatket/contract';
import type { Response } from 'express';
import { Actor, ApiFailures } from '../../http/index.js';
import { MessageDto } from '../message/index.js';
import { HistoryDto, HistoryRoomDto } from './history.dto.js';
import { ListMessages } from './list-messages.js';

@ApiTags('messages')
@ApiBearerAuth()
@Controller('rooms/:id/messages')
export class HistoryController {
  constructor(private readonly listMessages: ListMessages) {}

  @Get()
  @ApiOperation({
    summary: 'A page of the history, oldest message first: the newest, or before, after, around one.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({
    type: [MessageDto],
    headers: { [NEXT_CURSOR_HEADER]: { description: 'Missing on the last page.' } },
  })
  @ApiFailures(
    'VALIDATION',
    'UNAUTHENTICATED',
    'TOKEN_EXPIRED',
    'NOT_A_MEMBER',
    'ROOM_NOT_FOUND',
    'MESSAGE_NOT_FOUND',
    'UNAVAILABLE',
  )
  async list(
    @Actor() actor: UserRef,
    @Param() { id }: HistoryRoomDto,
    @Query() query: HistoryDto,
    @Res() response: Response,
  ): Promise<void> {
    const { json, nextCursor } = await this.listMessages.run(actor, id, query);
    // Written by Node itself: Express would hash the page for an ETag, though hardly a page is asked for twice.
    response.writeHead(200, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': Buffer.byteLength(json),
      ...(nextCursor !== undefined && { [NEXT_CURSOR_HEADER]: nextCursor }),
    });
    response.end(json);
  }
}
