import {
  type Keywords,
  MENTION_LIMITS,
  type Mentioned,
  type MentionKind,
  type MentionsPage,
} from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, Max, Min } from 'class-validator';
import { MessageDto } from '../chat/message/index.js';
import { IsId, IsReadableText, MayBeAbsent } from '../common/index.js';

export class ListMentionsDto {
  @ApiPropertyOptional({ format: 'uuid', description: '`cursor` of the page before.' })
  @MayBeAbsent()
  @IsId()
  cursor?: string;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MENTION_LIMITS.mentionPageMax,
    default: MENTION_LIMITS.mentionPageDefault,
  })
  @MayBeAbsent()
  @Type(() => Number)
  @IsInt({ message: 'must be a whole number' })
  @Max(MENTION_LIMITS.mentionPageMax)
  @Min(1)
  limit: number = MENTION_LIMITS.mentionPageDefault;
}

export class MentionedDto implements Mentioned {
  @ApiProperty({ enum: ['person', 'all', 'here', 'keyword'] }) kind: MentionKind;
  @ApiProperty({ type: MessageDto }) message: MessageDto;
}

export class MentionsPageDto implements MentionsPage {
  @ApiProperty({ type: [MentionedDto] }) mentions: MentionedDto[];
  @ApiPropertyOptional({ description: 'Ask again with it for the older ones; missing at the end.' })
  cursor?: string;
}

export class KeywordsDto implements Keywords {
  @ApiProperty({ type: [String], maxItems: MENTION_LIMITS.keywordsMax, example: ['deploy', 'coffee'] })
  @IsArray()
  @ArrayMaxSize(MENTION_LIMITS.keywordsMax)
  @IsReadableText(MENTION_LIMITS.keywordMax, { each: true })
  keywords: string[];
}
