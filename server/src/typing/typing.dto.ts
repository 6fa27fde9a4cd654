import type { TypingUpdate } from '@chatket/contract';
import { IsBoolean } from 'class-validator';
import { IsId } from '../common/index.js';

export class TypingUpdateDto implements TypingUpdate {
  @IsId()
  roomId: string;

  @IsBoolean({ message: 'must be true or false' })
  isTyping: boolean;
}
