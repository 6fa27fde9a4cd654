import { type Ban, LIMITS, type RemoveMemberBody } from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsISO8601, Matches } from 'class-validator';
import { IsReadableText, MayBeAbsent, READABLE_TIME, trimmed } from '../../common/index.js';
import { UserRefDto } from '../../users/index.js';

const MUST_BE_TIME = { message: 'must be an ISO 8601 time, such as 2026-01-31T12:00:00.000Z' };
const MUST_BE_BOOLEAN = { message: 'must be true or false' };

export class RemoveMemberDto implements RemoveMemberBody {
  @ApiPropertyOptional({ default: false, description: 'They cannot come back until the ban ends.' })
  @MayBeAbsent()
  @IsBoolean(MUST_BE_BOOLEAN)
  ban: boolean = false;

  @ApiPropertyOptional({ format: 'date-time', description: 'The end of the ban; missing is for good.' })
  @MayBeAbsent()
  @Matches(READABLE_TIME, MUST_BE_TIME)
  @IsISO8601({ strict: true, strictSeparator: true }, MUST_BE_TIME)
  until?: string;

  @ApiPropertyOptional({ maxLength: LIMITS.orderReasonMax })
  @MayBeAbsent()
  @Transform(trimmed)
  @IsReadableText(LIMITS.orderReasonMax)
  reason?: string;

  @ApiPropertyOptional({
    default: false,
    description: 'Delete what they have written here in the last 24 h.',
  })
  @MayBeAbsent()
  @IsBoolean(MUST_BE_BOOLEAN)
  deleteMessages: boolean = false;
}

export class BanDto implements Ban {
  @ApiProperty({ type: UserRefDto }) user: UserRefDto;
  @ApiProperty({ type: UserRefDto }) by: UserRefDto;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiPropertyOptional({ format: 'date-time', description: 'Missing: for good.' }) until?: string;
  @ApiPropertyOptional() reason?: string;
}
