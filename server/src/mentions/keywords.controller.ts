import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Keywords as KeywordList, UserRef } from '@chatket/contract';
import { Actor, ApiFailures } from '../http/index.js';
import { Keywords } from './keywords.js';
import { KeywordsDto } from './mentions.dto.js';

@ApiTags('mentions')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@Controller('me/keywords')
export class KeywordsController {
  constructor(private readonly keywords: Keywords) {}

  @Get()
  @ApiOperation({ summary: 'The words I want to be told of; nobody else sees them.' })
  @ApiOkResponse({ type: KeywordsDto })
  async list(@Actor() actor: UserRef): Promise<KeywordList> {
    return { keywords: await this.keywords.list(actor) };
  }

  @Put()
  @ApiOperation({ summary: 'Put these in the place of those before. What was said before stays as it was.' })
  @ApiOkResponse({ type: KeywordsDto })
  @ApiFailures('VALIDATION', 'TOO_MANY_REQUESTS')
  async replace(@Actor() actor: UserRef, @Body() { keywords }: KeywordsDto): Promise<KeywordList> {
    return { keywords: await this.keywords.replace(actor, keywords) };
  }
}
