import { CLIENT_MSG_ID_PATTERN, FILE_LIMITS, LIMITS, type MessageSend } from '@chatket/contract';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsUUID,
  Matches,
} from 'class-validator';
import { IsId, IsReadableText, MayBeAbsent, MayBeNull, trimmed } from '../../common/index.js';

/** How long a text may be depends on the client and the room: the use case looks at that. */
export class SendMessageDto implements MessageSend {
  @IsId()
  roomId: string;

  @Transform(trimmed)
  @IsReadableText(LIMITS.longTextBound, { mayBeEmptyWith: 'attachments' })
  text: string;

  @Matches(CLIENT_MSG_ID_PATTERN, { message: 'must be 8 to 64 characters of A-Z, a-z, 0-9, _ and -' })
  clientMsgId: string;

  /** Plain clients say null where they answer nothing. */
  @MayBeAbsent()
  @MayBeNull()
  @IsId()
  replyToId?: string | null;

  @MayBeAbsent()
  @MayBeNull()
  @IsId()
  threadId?: string | null;

  @MayBeAbsent()
  @IsBoolean({ message: 'must be true or false' })
  alsoInRoom?: boolean;

  @MayBeAbsent()
  @Transform(({ value }: { value: unknown }) =>
    Array.isArray(value)
      ? value.map((id: unknown) => (typeof id === 'string' ? id.toLowerCase() : id))
      : value,
  )
  @IsUUID('all', { each: true, message: 'must hold UUIDs' })
  @ArrayUnique()
  @ArrayMaxSize(FILE_LIMITS.perMessage)
  @ArrayMinSize(1)
  @IsArray()
  attachments?: string[];

  @MayBeAbsent()
  @IsBoolean()
  mentionAll?: boolean;
}
