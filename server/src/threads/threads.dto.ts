import {
  LIMITS,
  NOTICE_LEVELS,
  type NoticeLevel,
  type ThreadFollowing,
  type ThreadItem,
  type ThreadPage,
  type ThreadRead,
} from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, Max, Min } from 'class-validator';
import { MessageDto } from '../chat/message/index.js';
import { IsId, MayBeAbsent, MayBeNull } from '../common/index.js';

export class ThreadReadDto implements ThreadRead {
  @IsId()
  roomId: string;

  @IsId()
  rootId: string;

  @IsInt({ message: 'must be a whole number' })
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  seq: number;
}

export class ThreadFollowingDto implements ThreadFollowing {
  @IsId()
  roomId: string;

  @IsId()
  rootId: string;

  @IsBoolean({ message: 'must be true or false' })
  on: boolean;

  @MayBeAbsent()
  @MayBeNull()
  @IsIn(NOTICE_LEVELS, { message: `must be one of ${NOTICE_LEVELS.join(', ')}` })
  level?: NoticeLevel | null;
}

export class ThreadsRoomDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  id: string;
}

export class ThreadPlaceDto extends ThreadsRoomDto {
  @ApiProperty({ format: 'uuid', description: 'The message that the thread is under.' })
  @IsId()
  rootId: string;
}

export class ListThreadsDto {
  @ApiPropertyOptional({ enum: ['true', 'false'], description: 'Only those with something unread.' })
  @MayBeAbsent()
  @IsIn(['true', 'false'], { message: 'must be true or false' })
  unread?: 'true' | 'false';
}

export class ThreadPageQueryDto {
  @ApiPropertyOptional({ description: 'The page before this seq.' })
  @MayBeAbsent()
  @Type(() => Number)
  @Max(Number.MAX_SAFE_INTEGER)
  @Min(0)
  @IsInt({ message: 'must be a whole number' })
  before?: number;

  @ApiPropertyOptional({ minimum: 1, maximum: LIMITS.threadPageMax, default: LIMITS.threadPageDefault })
  @MayBeAbsent()
  @Type(() => Number)
  @Max(LIMITS.threadPageMax)
  @Min(1)
  @IsInt({ message: 'must be a whole number' })
  limit: number = LIMITS.threadPageDefault;
}

export class ThreadItemDto implements ThreadItem {
  @ApiProperty({ format: 'uuid' }) roomId: string;
  @ApiProperty({ type: MessageDto }) root: MessageDto;
  @ApiProperty() isFollowing: boolean;
  @ApiPropertyOptional({
    enum: NOTICE_LEVELS,
    description: 'Of what in it I want to be told, where I have chosen that.',
  })
  level?: NoticeLevel;
  @ApiProperty({ example: 23 }) lastReadSeq: number;
  @ApiProperty({ example: 2 }) unread: number;
  @ApiPropertyOptional({
    example: 1,
    description: 'Of those, what speaks to me, up to 100; missing: nothing.',
  })
  mentions?: number;
  @ApiPropertyOptional({ type: [Number], example: [25], description: 'Where that stands; missing: nowhere.' })
  mentionedAt?: number[];
}

export class ThreadPageDto extends ThreadItemDto implements ThreadPage {
  @ApiProperty({ type: [MessageDto], description: 'The oldest first.' }) messages: MessageDto[];
  @ApiProperty() hasMore: boolean;
}
