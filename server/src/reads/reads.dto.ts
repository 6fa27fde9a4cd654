import type { RoomRead } from '@chatket/contract';
import { IsBoolean, IsInt, Max, Min } from 'class-validator';
import { IsId, MayBeAbsent } from '../common/index.js';

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
}
