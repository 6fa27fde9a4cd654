import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import { NEXT_CURSOR_HEADER, type UserRef } from '@chatket/contract';
import type { Response } from 'express';
import { Actor, ApiFailures } from '../../http/index.js';
import { MessageDto } from '../message/index.js';
import { HistoryDto, HistoryRoomDto, LogPageDto } from './history.dto.js';
import { LineDto } from './line.dto.js';
import { entriesJson, ListEntries } from './list-entries.js';
import { ListMessages } from './list-messages.js';

@ApiTags('messages')
@ApiExtraModels(LineDto)
@ApiBearerAuth()
@ApiFailures(
  'VALIDATION',
  'UNAUTHENTICATED',
  'TOKEN_EXPIRED',
  'NOT_A_MEMBER',
  'ROOM_NOT_FOUND',
  'MESSAGE_NOT_FOUND',
  'UNAVAILABLE',
)
@Controller('rooms/:id')
export class HistoryController {
  constructor(
    private readonly listMessages: ListMessages,
    private readonly listEntries: ListEntries,
  ) {}

  @Get('messages')
  @ApiOperation({
    summary: 'A page of the history, oldest message first: the newest, or before, after, around one.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({
    type: [MessageDto],
    headers: { [NEXT_CURSOR_HEADER]: { description: 'Missing on the last page.' } },
  })
  async list(
    @Actor() actor: UserRef,
    @Param() { id }: HistoryRoomDto,
    @Query() query: HistoryDto,
    @Res() response: Response,
  ): Promise<void> {
    const { json, nextCursor } = await this.listMessages.run(actor, id, query);
    answer(response, json, nextCursor);
  }

  @Get('log')
  @ApiOperation({
    summary:
      'The same, and between the messages what became of members and of the room. A page may be short, or empty, and still have a next one.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({
    schema: {
      type: 'array',
      items: { oneOf: [{ $ref: getSchemaPath(MessageDto) }, { $ref: getSchemaPath(LineDto) }] },
    },
    headers: { [NEXT_CURSOR_HEADER]: { description: 'A seq; missing on the last page.' } },
  })
  async log(
    @Actor() actor: UserRef,
    @Param() { id }: HistoryRoomDto,
    @Query() query: LogPageDto,
    @Res() response: Response,
  ): Promise<void> {
    const page = await this.listEntries.run(actor, id, query);
    answer(response, entriesJson(page), page.nextCursor);
  }
}

/** Written by Node itself: Express would hash the page for an ETag, though hardly a page is asked for twice. */
function answer(response: Response, json: string, nextCursor: string | undefined): void {
  response.writeHead(200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(json),
    ...(nextCursor !== undefined && { [NEXT_CURSOR_HEADER]: nextCursor }),
  });
  response.end(json);
}
