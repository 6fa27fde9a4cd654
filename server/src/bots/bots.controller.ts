import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { ApiToken, Bot, NewApiToken, UserRef } from '@chatket/contract';
import { ApiTokenDto, CreateApiTokenDto, NewApiTokenDto } from '../auth/index.js';
import { Actor, ApiFailures } from '../http/index.js';
import { BotDto, BotIdDto, BotTokenIdDto, CreateBotDto } from './bots.dto.js';
import { BotsService } from './bots.service.js';

@ApiTags('bots')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'NOT_FOR_GUESTS', 'UNAVAILABLE')
@Controller('bots')
export class BotsController {
  constructor(private readonly bots: BotsService) {}

  @Get()
  @ApiOperation({ summary: 'My bots, by name.' })
  @ApiOkResponse({ type: [BotDto] })
  list(@Actor() actor: UserRef): Promise<Bot[]> {
    return this.bots.list(actor);
  }

  @Post()
  @ApiOperation({
    summary:
      'Make an account for a program. Its name says that it is one; it is brought into rooms as people are, and logs in with tokens only.',
  })
  @ApiCreatedResponse({ type: BotDto })
  @ApiFailures('VALIDATION', 'CONFLICT', 'LIMIT_REACHED', 'FORBIDDEN', 'TOO_MANY_REQUESTS')
  create(@Actor() actor: UserRef, @Body() { name }: CreateBotDto): Promise<Bot> {
    return this.bots.create(actor, name);
  }

  @Delete(':botId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Give a bot up: its tokens end. Its name and what it has said stay.' })
  @ApiNoContentResponse()
  @ApiFailures('VALIDATION', 'NOT_FOUND', 'TOO_MANY_REQUESTS')
  remove(@Actor() actor: UserRef, @Param() { botId }: BotIdDto): Promise<void> {
    return this.bots.remove(actor, botId);
  }

  @Get(':botId/tokens')
  @ApiOperation({ summary: 'The tokens of a bot of mine, the newest first.' })
  @ApiOkResponse({ type: [ApiTokenDto] })
  @ApiFailures('VALIDATION', 'NOT_FOUND')
  tokens(@Actor() actor: UserRef, @Param() { botId }: BotIdDto): Promise<ApiToken[]> {
    return this.bots.tokensOf(actor, botId);
  }

  @Post(':botId/tokens')
  @ApiOperation({ summary: 'Make a token for a bot of mine. It is told once.' })
  @ApiCreatedResponse({ type: NewApiTokenDto })
  @ApiFailures('VALIDATION', 'NOT_FOUND', 'LIMIT_REACHED', 'ACCOUNT_DEACTIVATED', 'TOO_MANY_REQUESTS')
  createToken(
    @Actor() actor: UserRef,
    @Param() { botId }: BotIdDto,
    @Body() body: CreateApiTokenDto,
  ): Promise<NewApiToken> {
    return this.bots.createToken(actor, botId, body);
  }

  @Delete(':botId/tokens/:tokenId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take a token of a bot of mine back. Twice is once.' })
  @ApiNoContentResponse()
  @ApiFailures('VALIDATION', 'NOT_FOUND', 'TOO_MANY_REQUESTS')
  revokeToken(@Actor() actor: UserRef, @Param() path: BotTokenIdDto): Promise<void> {
    return this.bots.revokeToken(actor, path);
  }
}
