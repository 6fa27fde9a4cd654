import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { ApiToken, NewApiToken, UserRef } from '@chatket/contract';
import { Actor, ApiFailures } from '../../http/index.js';
import { ApiTokenDto, CreateApiTokenDto, NewApiTokenDto, TokenIdDto } from './api-tokens.dto.js';
import { ApiTokens } from './api-tokens.js';

@ApiTags('bots')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'NOT_FOR_GUESTS', 'UNAVAILABLE')
@Controller('tokens')
export class ApiTokensController {
  constructor(private readonly tokens: ApiTokens) {}

  @Get()
  @ApiOperation({ summary: 'The tokens by which programs log in as me, the newest first.' })
  @ApiOkResponse({ type: [ApiTokenDto] })
  list(@Actor() actor: UserRef): Promise<ApiToken[]> {
    return this.tokens.list(actor);
  }

  @Post()
  @ApiOperation({
    summary:
      'Make a token for a program that logs in as me, as `Authorization: Bearer` and as `auth.token`. It is told once. It opens rooms, messages and search, and nothing of the account itself.',
  })
  @ApiCreatedResponse({ type: NewApiTokenDto })
  @ApiFailures('VALIDATION', 'LIMIT_REACHED', 'ACCOUNT_DEACTIVATED', 'TOO_MANY_REQUESTS')
  create(@Actor() actor: UserRef, @Body() body: CreateApiTokenDto): Promise<NewApiToken> {
    return this.tokens.create(actor, body);
  }

  @Delete(':tokenId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take a token back: whoever came in by it is put out. Twice is once.' })
  @ApiNoContentResponse()
  @ApiFailures('VALIDATION', 'NOT_FOUND', 'TOO_MANY_REQUESTS')
  revoke(@Actor() actor: UserRef, @Param() { tokenId }: TokenIdDto): Promise<void> {
    return this.tokens.revoke(actor, tokenId);
  }
}
