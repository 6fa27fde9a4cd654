import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Hook, NewHook, UserRef } from '@chatket/contract';
import { Actor, ActorLogin, ApiFailures, type LoginOfRequest } from '../http/index.js';
import { CreateHookDto, HookDto, HookIdDto, HookRoomDto, NewHookDto } from './hooks.dto.js';
import { HooksService } from './hooks.service.js';

@ApiTags('webhooks')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE', 'NOT_FOR_GUESTS', 'FIXED_PEOPLE')
@ApiFailures('VALIDATION', 'ROOM_NOT_FOUND', 'NOT_A_MEMBER', 'FORBIDDEN', 'BANNED')
@Controller('rooms/:id/hooks')
export class HooksController {
  constructor(private readonly hooks: HooksService) {}

  @Get()
  @ApiOperation({ summary: 'The webhooks of a room, the newest first; for admins.' })
  @ApiOkResponse({ type: [HookDto] })
  list(@Actor() actor: UserRef, @Param() { id }: HookRoomDto): Promise<Hook[]> {
    return this.hooks.list(actor, id);
  }

  @Post()
  @ApiOperation({
    summary:
      'Make an address by which a program writes into the room, in the JSON of Slack’s incoming webhooks. Its path is told once.',
  })
  @ApiCreatedResponse({ type: NewHookDto })
  @ApiFailures('ROOM_ARCHIVED', 'LIMIT_REACHED', 'CONFLICT', 'FRESH_LOGIN', 'TOO_MANY_REQUESTS')
  create(
    @Actor() actor: UserRef,
    @ActorLogin() { sessionId }: LoginOfRequest,
    @Param() { id }: HookRoomDto,
    @Body() { name }: CreateHookDto,
  ): Promise<NewHook> {
    return this.hooks.create(actor, { roomId: id, name, sessionId });
  }

  @Delete(':hookId')
  @HttpCode(204)
  @ApiOperation({ summary: 'End a webhook. What it has said stays.' })
  @ApiNoContentResponse()
  @ApiFailures('NOT_FOUND', 'LAST_OWNER', 'TOO_MANY_REQUESTS')
  end(@Actor() actor: UserRef, @Param() { id, hookId }: HookIdDto): Promise<void> {
    return this.hooks.end(actor, id, hookId);
  }
}
