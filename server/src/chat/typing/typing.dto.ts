import type { TypingUpdate } from '@chatket/contract';
import { IsBoolean, IsUUID } from 'class-validator';

export class TypingUpdateDto implements TypingUpdate {
  @IsUUID('all', { message: 'must be a UUID' })
  roomId: string;

  @IsBoolean({ message: 'must be true or false' })
  isTyping: boolean;
}
