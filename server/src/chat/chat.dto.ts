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
  IsOptional,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsReadableText, trimmed } from '../common/index.js';

const MUST_BE_UUID = { message: 'must be a UUID' };
const MUST_BE_TIME = { message: 'must be an ISO 8601 time, such as 2026-01-31T12:00:00.000Z' };

export class SendMessageDto implements MessageSend {
  @IsUUID('all', MUST_BE_UUID)
  roomId: string;

  @Transform(trimmed)
  @IsReadableText(LIMITS.messageTextMax)
  text: string;

  @Matches(CLIENT_MSG_ID_PATTERN, { message: 'must be 8 to 64 characters of A-Z, a-z, 0-9, _ and -' })
  clientMsgId: string;
}

export class RoomCursorDto implements RoomCursor {
  @IsUUID('all', MUST_BE_UUID)
  roomId: string;

  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true }, MUST_BE_TIME)
  lastSeenAt?: string;

  @IsOptional()
  @IsInt({ message: 'must be a whole number' })
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  lastSeq?: number;
}

export class RoomsSyncDto implements RoomsSync {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(LIMITS.syncRoomsMax)
  @ValidateNested({ each: true })
  @Type(() => RoomCursorDto)
  rooms: RoomCursorDto[];
}

export class RoomLeaveDto implements RoomLeave {
  @IsUUID('all', MUST_BE_UUID)
  roomId: string;
}

export class HistoryRoomDto {
  @IsUUID('all', MUST_BE_UUID)
  id: string;
}

export class HistoryDto {
  @ApiPropertyOptional({ minimum: 1, maximum: LIMITS.historyPageMax, default: LIMITS.historyPageDefault })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(LIMITS.historyPageMax)
  limit: number = LIMITS.historyPageDefault;

  @ApiPropertyOptional({ format: 'uuid', description: 'The page before this message.' })
  @IsOptional()
  @IsUUID('all', MUST_BE_UUID)
  before?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'The page after this message.' })
  @IsOptional()
  @IsUUID('all', MUST_BE_UUID)
  after?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'The page with this message in its middle.' })
  @IsOptional()
  @IsUUID('all', MUST_BE_UUID)
  around?: string;
}
