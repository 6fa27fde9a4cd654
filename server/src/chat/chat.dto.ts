import {
  CLIENT_MSG_ID_PATTERN,
  LIMITS,
  type MessageSend,
  type RoomCursor,
  type RoomLeave,
  type RoomsSync,
} from '@chatket/contract';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsId, IsReadableText, trimmed } from '../common/index.js';

/** Those of the ISO 8601 forms that `Date` reads. */
const READABLE_TIME = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;
const MUST_BE_TIME = { message: 'must be an ISO 8601 time, such as 2026-01-31T12:00:00.000Z' };

export class SendMessageDto implements MessageSend {
  @IsId()
  roomId: string;

  @Transform(trimmed)
  @IsReadableText(LIMITS.messageTextMax)
  text: string;

  @Matches(CLIENT_MSG_ID_PATTERN, { message: 'must be 8 to 64 characters of A-Z, a-z, 0-9, _ and -' })
  clientMsgId: string;
}

export class RoomCursorDto implements RoomCursor {
  @IsId()
  roomId: string;

  @IsOptional()
  @Matches(READABLE_TIME, MUST_BE_TIME)
  @IsISO8601({ strict: true, strictSeparator: true }, MUST_BE_TIME)
  lastSeenAt?: string;

  @IsOptional()
  @Max(Number.MAX_SAFE_INTEGER)
  @Min(0)
  @IsInt({ message: 'must be a whole number' })
  lastSeq?: number;
}

export class RoomsSyncDto implements RoomsSync {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(LIMITS.syncRoomsMax)
  @IsObject({ each: true, message: 'must hold objects' })
  @ValidateNested({ each: true })
  @Type(() => RoomCursorDto)
  rooms: RoomCursorDto[];
}

export class RoomLeaveDto implements RoomLeave {
  @IsId()
  roomId: string;
}

export class HistoryRoomDto {
  @IsId()
  id: string;
}

export class HistoryDto {
  @ApiPropertyOptional({ minimum: 1, maximum: LIMITS.historyPageMax, default: LIMITS.historyPageDefault })
  @IsOptional()
  @Type(() => Number)
  @Max(LIMITS.historyPageMax)
  @Min(1)
  @IsInt({ message: 'must be a whole number' })
  limit: number = LIMITS.historyPageDefault;

  @ApiPropertyOptional({ format: 'uuid', description: 'The page before this message.' })
  @IsOptional()
  @IsId()
  before?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'The page after this message.' })
  @IsOptional()
  @IsId()
  after?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'The page with this message in its middle.' })
  @IsOptional()
  @IsId()
  around?: string;
}
