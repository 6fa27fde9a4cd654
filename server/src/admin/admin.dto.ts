import {
  LIMITS,
  type RaidBody,
  type RaidMode,
  SERVER_PEOPLE_FILTERS,
  SERVER_ROOM_FILTERS,
  type ServerPeopleFilter,
  type ServerBanBody,
  type ServerPerson,
  type ServerRoom,
  type ServerRoomFilter,
} from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsISO8601, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { IsId, IsReadableText, MayBeAbsent, READABLE_TIME, trimmed } from '../common/index.js';
import { UserRefDto } from '../users/index.js';

const MUST_BE_TIME = { message: 'must be an ISO 8601 time, such as 2026-01-31T12:00:00.000Z' };

class ServerPageDto {
  @ApiPropertyOptional({ description: 'Part of the name, however it is written.' })
  @MayBeAbsent()
  @Transform(trimmed)
  @Matches(/^[^\0]*$/, { message: 'must be a text without NUL' })
  @MaxLength(LIMITS.roomSearchMax)
  search?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: LIMITS.memberPageMax, default: LIMITS.memberPageDefault })
  @MayBeAbsent()
  @Type(() => Number)
  @Max(LIMITS.memberPageMax)
  @Min(1)
  @IsInt({ message: 'must be a whole number' })
  limit: number = LIMITS.memberPageDefault;

  @ApiPropertyOptional({ description: '`X-Next-Cursor` of the page before.' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(1024)
  cursor?: string;
}

export class ServerPeopleDto extends ServerPageDto {
  @ApiPropertyOptional({ enum: SERVER_PEOPLE_FILTERS, default: 'all' })
  @MayBeAbsent()
  @IsIn(SERVER_PEOPLE_FILTERS, { message: 'must be all, muted, running or deactivated' })
  only: ServerPeopleFilter = 'all';
}

export class ServerRoomsDto extends ServerPageDto {
  @ApiPropertyOptional({ enum: SERVER_ROOM_FILTERS, default: 'all' })
  @MayBeAbsent()
  @IsIn(SERVER_ROOM_FILTERS, { message: 'must be all, archived or ownerless' })
  only: ServerRoomFilter = 'all';
}

export class ServerPersonDto extends UserRefDto implements ServerPerson {
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ example: 0, description: 'Person 0, admin 1, owner 2.' }) serverRole: number;
  @ApiPropertyOptional({ enum: [true] }) isGuest?: true;
  @ApiPropertyOptional({ format: 'date-time' }) mutedUntil?: string;
  @ApiPropertyOptional() muteReason?: string;
  @ApiPropertyOptional({ format: 'date-time', description: 'Since when nobody logs in with it.' })
  deactivatedAt?: string;
  @ApiPropertyOptional({ enum: [true], description: 'By its own person, who opens it by logging in.' })
  isPaused?: true;
  @ApiPropertyOptional({ description: 'The key of their picture.' }) picture?: string;
}

export class ServerPersonIdDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  userId: string;
}

export class ServerPersonSessionDto extends ServerPersonIdDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  sessionId: string;
}

export class ServerRoomDto implements ServerRoom {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'Kitchen table' }) name: string;
  @ApiProperty({ enum: ['public', 'private'] }) kind: 'public' | 'private';
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ example: 3 }) memberCount: number;
  @ApiProperty({
    format: 'date-time',
    description: 'When something was last said; of a private room the day.',
  })
  activeAt: string;
  @ApiProperty() hasOwner: boolean;
  @ApiPropertyOptional({ format: 'date-time' }) archivedAt?: string;
  @ApiPropertyOptional({ format: 'date-time' }) deletesAt?: string;
}

export class ServerRoomIdDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  id: string;
}

export class ServerRoomPersonDto extends ServerRoomIdDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  userId: string;
}

export class ServerBanDto implements ServerBanBody {
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
}

export class ServerRaidBodyDto implements RaidBody {
  @ApiProperty()
  @IsBoolean({ message: 'must be true or false' })
  on: boolean;
}

export class ServerRaidModeDto implements RaidMode {
  @ApiProperty() isOn: boolean;
  @ApiPropertyOptional({ format: 'date-time' }) since?: string;
}
