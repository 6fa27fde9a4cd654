import {
  CLIENT_MSG_ID_PATTERN,
  type DirectConversation,
  type DirectConversationSummary,
  type DirectSend,
  type DirectTyping,
  LIMITS,
  type ReadableDirectMessage,
} from '@chatket/contract';
import { ApiExtraModels, ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsInt, Matches, Max, Min } from 'class-validator';
import { IsId, IsReadableText, MayBeAbsent, MayBeNull, trimmed } from '../../common/index.js';
import { UserRefDto } from '../../users/index.js';

/** There is one, or none. */
const orNull = (dto: new () => object) => ({ oneOf: [{ $ref: getSchemaPath(dto) }, { enum: [null] }] });

export class DirectSendDto implements DirectSend {
  @IsId()
  conversationId: string;

  @IsId()
  receiverId: string;

  @Transform(trimmed)
  @IsReadableText(LIMITS.longTextBound)
  text: string;

  @MayBeAbsent()
  @MayBeNull()
  @Matches(CLIENT_MSG_ID_PATTERN, { message: 'must be 8 to 64 characters of A-Z, a-z, 0-9, _ and -' })
  clientMsgId?: string | null;

  @MayBeAbsent()
  @MayBeNull()
  @IsId()
  replyToId?: string | null;
}

export class DirectTypingDto implements DirectTyping {
  @IsId()
  conversationId: string;

  @IsBoolean({ message: 'must be true or false' })
  isTyping: boolean;
}

export class ConversationIdDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  id: string;
}

export class ReceiverIdDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  userId: string;
}

export class DirectPageDto {
  @ApiPropertyOptional({ format: 'uuid', description: 'The page before this message.' })
  @MayBeAbsent()
  @IsId()
  before?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: LIMITS.historyPageMax, default: LIMITS.historyPageDefault })
  @MayBeAbsent()
  @Type(() => Number)
  @Max(LIMITS.historyPageMax)
  @Min(1)
  @IsInt({ message: 'must be a whole number' })
  limit: number = LIMITS.historyPageDefault;
}

export class ConversationDto implements DirectConversation {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() otherUser: UserRefDto;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ format: 'date-time' }) updatedAt: string;
}

class LastMessageDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() text: string;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ format: 'uuid' }) senderId: string;
  @ApiPropertyOptional({ format: 'date-time' }) readAt?: string;
}

@ApiExtraModels(LastMessageDto)
export class ConversationSummaryDto implements DirectConversationSummary {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() otherUser: UserRefDto;
  @ApiProperty(orNull(LastMessageDto)) lastMessage: LastMessageDto | null;
  @ApiProperty() unreadCount: number;
}

class RepliedDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() text: string;
  @ApiProperty() sender: UserRefDto;
}

@ApiExtraModels(RepliedDto)
export class DirectMessageDto implements ReadableDirectMessage {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) conversationId: string;
  @ApiProperty({ format: 'uuid' }) senderId: string;
  @ApiProperty({ format: 'uuid' }) receiverId: string;
  @ApiProperty() text: string;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiPropertyOptional({
    format: 'date-time',
    description: 'When the newest message was written up to which the receiver has read.',
  })
  readAt?: string;
  @ApiProperty() sender: UserRefDto;
  @ApiProperty(orNull(RepliedDto)) replyTo: RepliedDto | null;
}

export class DoneDto {
  @ApiProperty({ example: true }) success: true;
}

export class DirectUnreadDto {
  @ApiProperty({ example: 3 }) count: number;
}
