import { SEARCH_LIMITS, type SearchPage, type SearchResult } from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsInt, IsString, Max, MaxLength, Min, Validate } from 'class-validator';
import { MessageDto } from '../chat/message/index.js';
import { IsId, IsReadableText, MayBeAbsent, TimeZone, trimmed, ZONE_MAX } from '../common/index.js';

export class SearchDto {
  @ApiProperty({
    example: 'coffee from:bob in:"Kitchen table" after:2026-01-31',
    maxLength: SEARCH_LIMITS.queryMax,
    description:
      'Words and "phrases" that all have to be there, -words that must not be, and filters: `from:` a username or `me`, `in:` a room or, for a direct room, a person, `before:` `after:` `on:` a day, `has:` link, code, reaction, file, `is:` reply, edited. Of three letters and more, words are found inside others; of two, at their beginning; of one, alone.',
  })
  @Transform(trimmed)
  @IsReadableText(SEARCH_LIMITS.queryMax)
  q: string;

  @ApiPropertyOptional({ format: 'uuid', description: '`nextCursor` of the page before.' })
  @MayBeAbsent()
  @IsId()
  cursor?: string;

  @ApiPropertyOptional({
    minimum: 1,
    maximum: SEARCH_LIMITS.pageMax,
    default: SEARCH_LIMITS.pageDefault,
  })
  @MayBeAbsent()
  @Type(() => Number)
  @Max(SEARCH_LIMITS.pageMax)
  @Min(1)
  @IsInt({ message: 'must be a whole number' })
  limit: number = SEARCH_LIMITS.pageDefault;

  @ApiPropertyOptional({
    default: 'UTC',
    example: 'Europe/Istanbul',
    description: 'The time zone whose days are meant.',
  })
  @MayBeAbsent()
  @Validate(TimeZone)
  @MaxLength(ZONE_MAX)
  @IsString()
  zone: string = 'UTC';
}

export class SearchResultDto implements SearchResult {
  @ApiProperty({ type: MessageDto }) message: MessageDto;
  @ApiPropertyOptional({ type: MessageDto, description: 'What stands right before it.' }) before?: MessageDto;
  @ApiPropertyOptional({ type: MessageDto, description: 'What stands right after it.' }) after?: MessageDto;
}

export class SearchPageDto implements SearchPage {
  @ApiProperty({ type: [SearchResultDto], description: 'Newest first.' }) results: SearchResultDto[];
  @ApiPropertyOptional({ format: 'uuid', description: 'Where the next page goes on; missing on the last.' })
  nextCursor?: string;
  @ApiPropertyOptional({ description: 'The search was ended before its page was full.' }) isPartial?: true;
  @ApiPropertyOptional({ description: 'The index is being made: older messages may be missing.' })
  isBuilding?: true;
}
