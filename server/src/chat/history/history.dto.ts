import { LIMITS, type RoomPage } from '@chatket/contract';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsInt, Max, Min } from 'class-validator';
import { IsId, IsPlace, MayBeAbsent } from '../../common/index.js';
import { acceptHistory, acceptLog, acceptRoom } from './accept-page.js';

export class HistoryRoomDto {
  static readonly accept = acceptRoom;

  @IsId()
  id: string;
}

class AnchorDto {
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

class PlaceDto {
  @ApiPropertyOptional({ description: 'The page before this message: its id, or a seq.' })
  @MayBeAbsent()
  @IsPlace()
  before?: string;

  @ApiPropertyOptional({ description: 'The page after this message: its id, or a seq.' })
  @MayBeAbsent()
  @IsPlace()
  after?: string;

  @ApiPropertyOptional({ description: 'The page with this message in its middle: its id, or a seq.' })
  @MayBeAbsent()
  @IsPlace()
  around?: string;
}

/** Of the address: a limit is a text there. */
export class HistoryDto extends AnchorDto {
  static readonly accept = acceptHistory;

  @ApiPropertyOptional({ minimum: 1, maximum: LIMITS.historyPageMax, default: LIMITS.historyPageDefault })
  @MayBeAbsent()
  @Type(() => Number)
  @Max(LIMITS.historyPageMax)
  @Min(1)
  @IsInt({ message: 'must be a whole number' })
  limit: number = LIMITS.historyPageDefault;
}

/** Of the address, for the log: its places are seqs too. */
export class LogPageDto extends PlaceDto {
  static readonly accept = acceptLog;

  @ApiPropertyOptional({ minimum: 1, maximum: LIMITS.historyPageMax, default: LIMITS.historyPageDefault })
  @MayBeAbsent()
  @Type(() => Number)
  @Max(LIMITS.historyPageMax)
  @Min(1)
  @IsInt({ message: 'must be a whole number' })
  limit: number = LIMITS.historyPageDefault;
}

export class RoomPageDto extends PlaceDto implements RoomPage {
  @IsId()
  roomId: string;

  @MayBeAbsent()
  @Max(LIMITS.historyPageMax)
  @Min(1)
  @IsInt({ message: 'must be a whole number' })
  limit?: number;

  @MayBeAbsent()
  @IsBoolean({ message: 'must be true or false' })
  log?: boolean;
}
