import { Body, Controller, Delete, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { ModerationRule, UserRef } from '@chatket/contract';
import type { Response } from 'express';
import { Actor, ApiFailures } from '../../http/index.js';
import { ModerationRuleDto, RuleBodyDto, RulesRoomDto, RuleTargetDto } from './rules.dto.js';
import { TextRulesService } from './text-rules.service.js';

@ApiTags('moderation')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@ApiFailures('VALIDATION', 'ROOM_NOT_FOUND', 'NOT_A_MEMBER', 'FORBIDDEN', 'BANNED')
@Controller('rooms/:id/rules')
export class TextRulesController {
  constructor(private readonly rules: TextRulesService) {}

  @Get()
  @ApiOperation({
    summary: 'The words and links that are looked for in a room, the newest first; for moderators.',
  })
  @ApiOkResponse({ type: [ModerationRuleDto] })
  list(@Actor() actor: UserRef, @Param() { id }: RulesRoomDto): Promise<ModerationRule[]> {
    return this.rules.list(actor, id);
  }

  @Post()
  @ApiOperation({
    summary:
      'Look for words or links in what is said from now on: 201; 200 where they are looked for already, with another act if it says so. Moderators and those above them are free of it.',
  })
  @ApiCreatedResponse({ type: ModerationRuleDto })
  @ApiOkResponse({ type: ModerationRuleDto })
  @ApiFailures('ROOM_ARCHIVED', 'LIMIT_REACHED', 'CONFLICT', 'TOO_MANY_REQUESTS')
  async set(
    @Actor() actor: UserRef,
    @Param() { id }: RulesRoomDto,
    @Body() body: RuleBodyDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ModerationRule> {
    const { rule, isNew } = await this.rules.set(actor, id, body);
    response.status(isNew ? 201 : 200);
    return rule;
  }

  @Delete(':ruleId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Look for them no more.' })
  @ApiNoContentResponse()
  @ApiFailures('ROOM_ARCHIVED', 'TOO_MANY_REQUESTS')
  remove(@Actor() actor: UserRef, @Param() { id, ruleId }: RuleTargetDto): Promise<void> {
    return this.rules.remove(actor, id, ruleId);
  }
}
