import type { PlainReaction } from '@chatket/contract';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { IsId } from '../common/index.js';

const EMOJI_LENGTH_MAX = 64;

export class PlainReactionDto implements PlainReaction {
  @IsId()
  messageId: string;

  @MaxLength(EMOJI_LENGTH_MAX)
  @IsString({ message: 'must be one emoji' })
  emoji: string;
}

export class ReactBodyDto {
  @ApiProperty({ example: '👍' })
  @MaxLength(EMOJI_LENGTH_MAX)
  @IsString({ message: 'must be one emoji' })
  emoji: string;
}

export class PlainMessageDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  id: string;
}

export class PlainMessageReactionDto extends PlainMessageDto {
  @ApiProperty({ example: '👍' })
  @MaxLength(EMOJI_LENGTH_MAX)
  @IsString({ message: 'must be one emoji' })
  emoji: string;
}

export class EmojisDto {
  @ApiProperty({ type: [String], example: ['👍', '❤️'] }) emojis: string[];
}
