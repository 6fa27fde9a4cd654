import { CLIENT_MSG_ID_PATTERN, LIMITS, type MessageSend } from '@chatket/contract';
import { Transform } from 'class-transformer';
import { IsBoolean, Matches } from 'class-validator';
import { IsId, IsReadableText, MayBeAbsent, MayBeNull, trimmed } from '../../common/index.js';

/** How long a text may be depends on the client and the room: the use case looks at that. */
export class SendMessageDto implements MessageSend {
  @IsId()
  roomId: string;

  @Transform(trimmed)
  @IsReadableText(LIMITS.longTextBound)
  text: string;

  @Matches(CLIENT_MSG_ID_PATTERN, { message: 'must be 8 to 64 characters of A-Z, a-z, 0-9, _ and -' })
  clientMsgId: string;

  /** Plain clients say null where they answer nothing. */
  @MayBeAbsent()
  @MayBeNull()
  @IsId()
  replyToId?: string | null;

  @MayBeAbsent()
  @IsBoolean()
  mentionAll?: boolean;
}
