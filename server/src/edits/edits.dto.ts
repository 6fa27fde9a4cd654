import {
  type HiddenText,
  LIMITS,
  type MessageDelete,
  type MessageEdit,
  type MessageRevision,
  type MessageShow,
} from '@chatket/contract';
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

export class MessageShowDto implements MessageShow {
  @IsId()
  roomId: string;

  @IsId()
  messageId: string;
}

export class HiddenTextDto implements HiddenText {
  @ApiProperty({ example: 'What nobody needs to read.' }) text: string;
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
