import { LIMITS, type RoomCursor, type RoomLeave, type RoomsSync } from '@chatket/contract';
import { IsInt, IsISO8601, Matches, Max, Min } from 'class-validator';
import { IsId, ListOf, MayBeAbsent, READABLE_TIME } from '../../common/index.js';

const MUST_BE_TIME = { message: 'must be an ISO 8601 time, such as 2026-01-31T12:00:00.000Z' };

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

  @MayBeAbsent()
  @IsId()
  epoch?: string;
}

export class RoomsSyncDto implements RoomsSync {
  @ListOf(RoomCursorDto, { min: 1, max: LIMITS.syncRoomsMax })
  rooms: RoomCursorDto[];
}

export class RoomLeaveDto implements RoomLeave {
  @IsId()
  roomId: string;
}
