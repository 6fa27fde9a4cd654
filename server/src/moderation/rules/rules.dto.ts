import {
  LIMITS,
  type ModerationRule,
  RULE_ACTS,
  RULE_KINDS,
  type RuleAct,
  type RuleBody,
  type RuleKind,
} from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn } from 'class-validator';
import { IsId, IsReadableText, oneLine, trimmed } from '../../common/index.js';
import { UserRefDto } from '../../users/index.js';

export class RulesRoomDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  id: string;
}

export class RuleTargetDto extends RulesRoomDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  ruleId: string;
}

export class RuleBodyDto implements RuleBody {
  @ApiProperty({ enum: RULE_KINDS })
  @IsIn(RULE_KINDS, { message: `must be one of ${RULE_KINDS.join(', ')}` })
  kind: RuleKind;

  @ApiProperty({
    maxLength: LIMITS.rulePatternMax,
    example: 'spam.example',
    description:
      'Of a rule about words: whole words, in any case and with any accents. Of one about links: a domain, with all below it, or `*` for any link.',
  })
  @Transform(trimmed)
  @Transform(oneLine)
  @IsReadableText(LIMITS.rulePatternMax)
  pattern: string;

  @ApiProperty({
    enum: RULE_ACTS,
    description: 'Show it to the moderators, let it wait for one of them, or refuse it.',
  })
  @IsIn(RULE_ACTS, { message: `must be one of ${RULE_ACTS.join(', ')}` })
  act: RuleAct;
}

export class ModerationRuleDto implements ModerationRule {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: RULE_KINDS }) kind: RuleKind;
  @ApiProperty() pattern: string;
  @ApiProperty({ enum: RULE_ACTS }) act: RuleAct;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiPropertyOptional({ type: UserRefDto, description: 'Missing where the account is gone.' })
  createdBy?: UserRefDto;
}
