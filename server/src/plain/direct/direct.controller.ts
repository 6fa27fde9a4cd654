import { Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type {
  DirectConversation,
  DirectConversationSummary,
  ReadableDirectMessage,
  UserRef,
} from '@chatket/contract';
import type { Response } from 'express';
import { Actor, ApiFailures } from '../../http/index.js';
import { Conversations } from './conversations.js';
import {
  ConversationDto,
  ConversationIdDto,
  ConversationSummaryDto,
  DirectMessageDto,
  DirectPageDto,
  DirectUnreadDto,
  DoneDto,
  ReceiverIdDto,
} from './direct.dto.js';

/** Direct rooms over REST, as clients of the plain contract ask for them. */
@ApiTags('direct')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@Controller('dm')
export class PlainDirectController {
  constructor(private readonly conversations: Conversations) {}

  @Get('conversations')
  @ApiOperation({ summary: 'My direct rooms, for plain clients: the latest first, 500 at most.' })
  @ApiOkResponse({ type: [ConversationSummaryDto] })
  list(@Actor() actor: UserRef): Promise<DirectConversationSummary[]> {
    return this.conversations.list(actor);
  }

  @Get('unread')
  @ApiOperation({ summary: 'How many messages I have not read in direct rooms, for plain clients.' })
  @ApiOkResponse({ type: DirectUnreadDto })
  async unread(@Actor() actor: UserRef): Promise<DirectUnreadDto> {
    return { count: await this.conversations.unread(actor) };
  }

  @Post('conversations/:userId')
  @ApiOperation({ summary: 'The direct room with somebody, for plain clients: 201 for a new one, else 200.' })
  @ApiCreatedResponse({ type: ConversationDto })
  @ApiOkResponse({ type: ConversationDto })
  @ApiFailures('VALIDATION', 'TOO_MANY_REQUESTS')
  async open(
    @Actor() actor: UserRef,
    @Param() { userId }: ReceiverIdDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<DirectConversation> {
    const { conversation, isNew } = await this.conversations.open(actor, userId);
    response.status(isNew ? 201 : 200);
    return conversation;
  }

  @Get('conversations/:id')
  @ApiOperation({ summary: 'A direct room of mine, for plain clients.' })
  @ApiOkResponse({ type: ConversationDto })
  @ApiFailures('VALIDATION', 'ROOM_NOT_FOUND')
  read(@Actor() actor: UserRef, @Param() { id }: ConversationIdDto): Promise<DirectConversation> {
    return this.conversations.read(actor, id);
  }

  @Get('conversations/:id/messages')
  @ApiOperation({ summary: 'A page of a direct room, oldest message first, for plain clients.' })
  @ApiOkResponse({ type: [DirectMessageDto] })
  @ApiFailures('VALIDATION', 'ROOM_NOT_FOUND', 'MESSAGE_NOT_FOUND')
  page(
    @Actor() actor: UserRef,
    @Param() { id }: ConversationIdDto,
    @Query() query: DirectPageDto,
  ): Promise<ReadableDirectMessage[]> {
    return this.conversations.page(actor, id, query);
  }

  @Post('conversations/:id/read')
  @HttpCode(200)
  @ApiOperation({ summary: 'All of a direct room is read, for plain clients.' })
  @ApiOkResponse({ type: DoneDto })
  @ApiFailures('VALIDATION', 'ROOM_NOT_FOUND', 'TOO_MANY_REQUESTS')
  async readAll(@Actor() actor: UserRef, @Param() { id }: ConversationIdDto): Promise<DoneDto> {
    await this.conversations.readAll(actor, id);
    return { success: true };
  }
}
