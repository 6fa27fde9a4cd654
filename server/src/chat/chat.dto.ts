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
import { IsInt, IsISO8601, Matches, Max, Min } from 'class-validator';
import { IsId, IsReadableText, ListOf, MayBeAbsent, trimmed } from '../common/index.js';

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

  @MayBeAbsent()
  @Matches(READABLE_TIME, MUST_BE_TIME)
  @IsISO8601({ strict: true, strictSeparator: true }, MUST_BE_TIME)
  lastSeenAt?: string;

  @MayBeAbsent()
  @Max(Number.MAX_SAFE_INTEGER)
  @Min(0)
  @IsInt({ message: 'must be a whole number' })
  lastSeq?: number;
}

export class RoomsSyncDto implements RoomsSync {
  @ListOf(RoomCursorDto, { min: 1, max: LIMITS.syncRoomsMax })
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
  @MayBeAbsent()
  @Type(() => Number)
  @Max(LIMITS.historyPageMax)
  @Min(1)
  @IsInt({ message: 'must be a whole number' })
  limit: number = LIMITS.historyPageDefault;

  @ApiPropertyOptional({ format: 'uuid', description: 'The page before this message.' })
  @MayBeAbsent()
  @IsId()
  before?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'The page after this message.' })
  @MayBeAbsent()
  @IsId()
  after?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'The page with this message in its middle.' })
  @MayBeAbsent()
  @IsId()
  around?: string;
}
