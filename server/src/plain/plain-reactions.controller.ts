import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Reaction, UserRef } from '@chatket/contract';
import { ReactionDto } from '../chat/message/index.js';
import { Actor, ApiFailures } from '../http/index.js';
import { React } from '../reactions/index.js';
import { EmojisDto, PlainMessageDto, PlainMessageReactionDto, ReactBodyDto } from './plain.dto.js';

/** What clients of the plain contract offer; they may send any other emoji. */
const OFFERED = ['👍', '❤️', '😂', '😮', '😢', '🎉', '🔥', '👀', '🙏', '👎'];

/** Reactions over REST, as clients of the plain contract ask for them. */
@ApiTags('messages')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@Controller('messages')
export class PlainReactionsController {
  constructor(private readonly react: React) {}

  @Get('emojis')
  @ApiOperation({ summary: 'Emoji to offer for reactions.' })
  @ApiOkResponse({ type: EmojisDto })
  emojis(): EmojisDto {
    return { emojis: OFFERED };
  }

  @Post(':id/reactions')
  @HttpCode(200)
  @ApiOperation({ summary: 'React to a message. To repeat it is harmless.' })
  @ApiOkResponse({ type: [ReactionDto] })
  @ApiFailures(
    'VALIDATION',
    'NOT_A_MEMBER',
    'MESSAGE_NOT_FOUND',
    'MESSAGE_DELETED',
    'LIMIT_REACHED',
    'TOO_MANY_REQUESTS',
    'DRAINING',
  )
  async add(
    @Actor() actor: UserRef,
    @Param() { id }: PlainMessageDto,
    @Body() { emoji }: ReactBodyDto,
  ): Promise<Reaction[]> {
    await this.react.setOn(actor, id, emoji, true);
    return this.react.list(actor, id);
  }

  @Delete(':id/reactions/:emoji')
  @ApiOperation({ summary: 'Take a reaction back. To repeat it is harmless.' })
  @ApiOkResponse({ type: [ReactionDto] })
  @ApiFailures(
    'VALIDATION',
    'NOT_A_MEMBER',
    'MESSAGE_NOT_FOUND',
    'MESSAGE_DELETED',
    'TOO_MANY_REQUESTS',
    'DRAINING',
  )
  async remove(
    @Actor() actor: UserRef,
    @Param() { id, emoji }: PlainMessageReactionDto,
  ): Promise<Reaction[]> {
    await this.react.setOn(actor, id, emoji, false);
    return this.react.list(actor, id);
  }
}
