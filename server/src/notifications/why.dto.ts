import {
  NOTICE_CAUSES,
  NOTICE_LEVELS,
  NOTICE_REFUSALS,
  type NoticeCause,
  type NoticeLevel,
  type NoticeReason,
  type NoticeWhy,
  type UnreadWhy,
  type WhyUnread,
} from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { MessageDto } from '../chat/message/index.js';
import { IsId } from '../common/index.js';

export class MessageNoticeIdDto {
  @ApiProperty({ format: 'uuid', description: 'Of the message, or of an alert of a request.' })
  @IsId()
  id: string;
}

export class NoticeWhyDto implements NoticeWhy {
  @ApiProperty({ description: 'It was shown on my devices.' }) alert: boolean;
  @ApiProperty({ description: 'It stands in my list.' }) badge: boolean;
  @ApiProperty({ enum: [...NOTICE_REFUSALS, ...NOTICE_CAUSES], description: 'The rule that decided.' })
  because: NoticeReason;
  @ApiPropertyOptional({ format: 'date-time', description: 'When I was told.' }) at?: string;
  @ApiPropertyOptional({ enum: NOTICE_CAUSES, description: 'What it would have been worth.' })
  cause?: NoticeCause;
  @ApiProperty({ enum: NOTICE_LEVELS, description: 'The level that holds there.' }) level: NoticeLevel;
  @ApiProperty({ enum: ['thread', 'room', 'settings'], description: 'Where it is set.' })
  levelOf: 'thread' | 'room' | 'settings';
}

class UnreadWhyDto implements UnreadWhy {
  @ApiProperty({ type: MessageDto }) message: MessageDto;
  @ApiProperty({ enum: NOTICE_CAUSES }) because: NoticeCause;
}

export class WhyUnreadDto implements WhyUnread {
  @ApiProperty() lastReadSeq: number;
  @ApiProperty({ description: 'All that are unread, counted up to a hundred.' }) unread: number;
  @ApiProperty({ type: [UnreadWhyDto], description: 'The first twenty, in their order.' })
  messages: UnreadWhyDto[];
}
