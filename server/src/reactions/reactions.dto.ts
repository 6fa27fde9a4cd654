import type { MessageReact } from '@chatket/contract';
import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsString, MaxLength } from 'class-validator';
import { IsId } from '../common/index.js';

/** The longest emoji sequences have 35 UTF-16 code units. */
export const EMOJI_LENGTH_MAX = 64;

export class MessageReactDto implements MessageReact {
  @IsId()
  roomId: string;

  @IsId()
  messageId: string;

  @MaxLength(EMOJI_LENGTH_MAX)
  @IsString({ message: 'must be one emoji' })
  emoji: string;

  @IsBoolean({ message: 'must be true or false' })
  on: boolean;
}

export class ReactedMessageDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  id: string;
}
