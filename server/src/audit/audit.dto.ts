import type { AuditCheck, AuditEntry } from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsISO8601, Matches, Max, Min } from 'class-validator';
import { IsId, MayBeAbsent } from '../common/index.js';
import { UserRefDto } from '../users/index.js';

const PAGE_DEFAULT = 50;
/** A file of all that fits a filter is taken page by page. */
const PAGE_MAX = 1_000;
/** Such as `member.kicked`, or `member` for all that is done to members. */
const ACTION = /^[a-z]{1,16}(\.[a-zA-Z]{1,16})?$/;
const ISO_MESSAGE = { message: 'must be a time such as 2026-01-31T12:00:00.000Z' };

export class AuditRoomDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  id: string;
}

export class AuditQueryDto {
  @ApiPropertyOptional({ format: 'uuid', description: 'What this person has done.' })
  @MayBeAbsent()
  @IsId()
  actorId?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'What was done to this person.' })
  @MayBeAbsent()
  @IsId()
  personId?: string;

  @ApiPropertyOptional({ example: 'member.kicked', description: 'An action, or its part before the dot.' })
  @MayBeAbsent()
  @Matches(ACTION, { message: 'must be the name of an action' })
  action?: string;

  @ApiPropertyOptional({ format: 'date-time' })
  @MayBeAbsent()
  @IsISO8601({ strict: true }, ISO_MESSAGE)
  from?: string;

  @ApiPropertyOptional({ format: 'date-time' })
  @MayBeAbsent()
  @IsISO8601({ strict: true }, ISO_MESSAGE)
  until?: string;

  @ApiPropertyOptional({ description: 'Only entries before this one: the last id of the page before.' })
  @MayBeAbsent()
  @Type(() => Number)
  @Max(Number.MAX_SAFE_INTEGER)
  @Min(1)
  @IsInt({ message: 'must be a whole number' })
  before?: number;

  @ApiPropertyOptional({
    minimum: 1,
    maximum: PAGE_MAX,
    description: `${String(PAGE_DEFAULT)} when it is missing; of a table then all there are.`,
  })
  @MayBeAbsent()
  @Type(() => Number)
  @Max(PAGE_MAX)
  @Min(1)
  @IsInt({ message: 'must be a whole number' })
  limit?: number;

  @ApiPropertyOptional({ enum: ['json', 'csv'], default: 'json' })
  @MayBeAbsent()
  @IsIn(['json', 'csv'], { message: 'must be json or csv' })
  format: 'json' | 'csv' = 'json';
}

export class ServerAuditQueryDto extends AuditQueryDto {
  @ApiPropertyOptional({ format: 'uuid' })
  @MayBeAbsent()
  @IsId()
  roomId?: string;
}

export class AuditEntryDto implements AuditEntry {
  @ApiProperty({ example: 7 }) id: number;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ example: 'member.kicked' }) action: string;
  @ApiPropertyOptional({ type: UserRefDto, description: 'Who did it; missing: the server by itself.' })
  actor?: UserRefDto;
  @ApiPropertyOptional({ format: 'uuid' }) roomId?: string;
  @ApiPropertyOptional({ example: 'Kitchen table' }) roomName?: string;
  @ApiPropertyOptional({ type: UserRefDto, description: 'Whom it was done to.' }) person?: UserRefDto;
  @ApiPropertyOptional({ format: 'uuid' }) targetId?: string;
  @ApiPropertyOptional() reason?: string;
  @ApiPropertyOptional({ type: 'object', additionalProperties: true }) before?: Record<string, unknown>;
  @ApiPropertyOptional({ type: 'object', additionalProperties: true }) after?: Record<string, unknown>;
  @ApiProperty({ description: 'Of this entry and of all before it.' }) hash: string;
}

export class AuditCheckDto implements AuditCheck {
  @ApiProperty() isIntact: boolean;
  @ApiProperty({ example: 7 }) entryCount: number;
  @ApiProperty({ description: 'Kept elsewhere it tells later that nothing was cut off.' }) headHash: string;
  @ApiPropertyOptional({ description: 'The first entry that is not as it was written.' }) brokenAt?: number;
  @ApiPropertyOptional({ description: 'Whether the entry that was asked for is there.' })
  hasExpected?: boolean;
}

export class AuditCheckQueryDto {
  @ApiPropertyOptional({ description: 'Hash of an entry that was kept elsewhere.' })
  @MayBeAbsent()
  @Matches(/^[0-9a-f]{64}$/, { message: 'must be 64 hexadecimal digits' })
  expected?: string;
}
