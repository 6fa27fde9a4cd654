import { LIMITS, type MessageDelete, type MessageEdit, type MessageRevision } from '@chatket/contract';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { IsId, IsReadableText, MayBeAbsent, trimmed } from '../common/index.js';

export class MessageEditDto implements MessageEdit {
  @IsId()
  roomId: string;

  @IsId()
  messageId: string;

  @Transform(trimmed)
  @IsReadableText(LIMITS.longTextBound)
  text: string;

  @Max(Number.MAX_SAFE_INTEGER)
  @Min(0)
  @IsInt({ message: 'must be a whole number' })
  rev: number;
}

export class MessageDeleteDto implements MessageDelete {
  @IsId()
  roomId: string;

  @IsId()
  messageId: string;

  @MayBeAbsent()
  @Transform(trimmed)
  @IsReadableText(LIMITS.deleteReasonMax)
  reason?: string;
}

export class MessageIdDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  id: string;
}

export class MessageRevisionDto implements MessageRevision {
  @ApiProperty({ example: 'Cofee is ready.' }) text: string;
  @ApiProperty({ format: 'date-time' }) writtenAt: string;
}
