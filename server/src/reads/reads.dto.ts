import { LIMITS, type RoomRead, type RoomsRead, type RoomUnread } from '@chatket/contract';
import { IsBoolean, IsInt, Max, Min } from 'class-validator';
import { IsId, ListOf, MayBeAbsent } from '../common/index.js';

/** The largest that the column of versions holds. */
const VERSION_MAX = 2_147_483_647;

export class RoomReadDto implements RoomRead {
  @IsId()
  roomId: string;

  @IsInt({ message: 'must be a whole number' })
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  seq: number;

  @MayBeAbsent()
  @IsBoolean({ message: 'must be true or false' })
  threads?: boolean;

  @MayBeAbsent()
  @IsInt({ message: 'must be a whole number' })
  @Min(0)
  @Max(VERSION_MAX)
  version?: number;
}

export class RoomsReadDto implements RoomsRead {
  @ListOf(RoomReadDto, { min: 1, max: LIMITS.readRoomsMax })
  rooms: RoomReadDto[];
}

export class RoomUnreadDto implements RoomUnread {
  @IsId()
  roomId: string;

  @IsInt({ message: 'must be a whole number' })
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  seq: number;

  @MayBeAbsent()
  @IsInt({ message: 'must be a whole number' })
  @Min(1)
  @Max(VERSION_MAX - 1)
  version?: number;
}
