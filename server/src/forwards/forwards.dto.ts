import { CLIENT_MSG_ID_PATTERN, type MessageForward } from '@chatket/contract';
import { Matches } from 'class-validator';
import { IsId, MayBeAbsent, MayBeNull } from '../common/index.js';

export class MessageForwardDto implements MessageForward {
  @IsId()
  messageId: string;

  @IsId()
  roomId: string;

  @MayBeAbsent()
  @MayBeNull()
  @IsId()
  threadId?: string | null;

  @Matches(CLIENT_MSG_ID_PATTERN, { message: 'must be 8 to 64 characters of A-Z, a-z, 0-9, _ and -' })
  clientMsgId: string;
}
