import { Controller, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Reaction, UserRef } from '@chatket/contract';
import { ReactionDto } from '../chat/message/index.js';
import { Actor, ApiFailures } from '../http/index.js';
import { React } from './react.js';
import { ReactedMessageDto } from './reactions.dto.js';

@ApiTags('messages')
@ApiBearerAuth()
@Controller('messages/:id/reactions')
export class ReactionsController {
  constructor(private readonly react: React) {}

  @Get()
  @ApiOperation({ summary: 'Who reacted with what.' })
  @ApiOkResponse({ type: [ReactionDto] })
  @ApiFailures(
    'VALIDATION',
    'UNAUTHENTICATED',
    'TOKEN_EXPIRED',
    'NOT_A_MEMBER',
    'MESSAGE_NOT_FOUND',
    'UNAVAILABLE',
  )
  list(@Actor() actor: UserRef, @Param() { id }: ReactedMessageDto): Promise<Reaction[]> {
    return this.react.list(actor, id);
  }
}
