import {
  ERRORS,
  type ErrorCode,
  LIMITS,
  type RescheduleBody,
  type ScheduleBody,
  type ScheduledMessage,
} from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean } from 'class-validator';
import { IsId, IsMoment, IsReadableText, MayBeAbsent, MayBeNull, trimmed } from '../common/index.js';

export class ScheduleRoomDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  id: string;
}

export class ScheduledIdDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  scheduledId: string;
}

export class ScheduleBodyDto implements ScheduleBody {
  @ApiProperty({ example: 'Good morning.' })
  @Transform(trimmed)
  @IsReadableText(LIMITS.longTextBound)
  text: string;

  @ApiProperty({ format: 'date-time', description: 'Within the next 366 days.' })
  @IsMoment()
  at: string;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The message it answers.',
  })
  @MayBeAbsent()
  @MayBeNull()
  @IsId()
  replyToId?: string | null;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The message in whose thread it is said.',
  })
  @MayBeAbsent()
  @MayBeNull()
  @IsId()
  threadId?: string | null;

  @ApiPropertyOptional({ description: 'What is said in a thread is shown in the room too.' })
  @MayBeAbsent()
  @IsBoolean({ message: 'must be true or false' })
  alsoInRoom?: boolean;

  @ApiPropertyOptional({ description: 'All are meant whom `@all` or `@here` in it speaks to.' })
  @MayBeAbsent()
  @IsBoolean({ message: 'must be true or false' })
  mentionAll?: boolean;
}

export class RescheduleBodyDto implements RescheduleBody {
  @ApiPropertyOptional({ example: 'Good morning.' })
  @MayBeAbsent()
  @Transform(trimmed)
  @IsReadableText(LIMITS.longTextBound)
  text?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Within the next 366 days.' })
  @MayBeAbsent()
  @IsMoment()
  at?: string;

  @ApiPropertyOptional({ description: 'All are meant whom `@all` or `@here` in it speaks to.' })
  @MayBeAbsent()
  @IsBoolean({ message: 'must be true or false' })
  mentionAll?: boolean;
}

export class ScheduledMessageDto implements ScheduledMessage {
  @ApiProperty({ format: 'uuid', description: 'And the `clientMsgId` of the message that it becomes.' })
  id: string;
  @ApiProperty({ format: 'uuid' }) roomId: string;
  @ApiProperty() text: string;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiPropertyOptional({ format: 'uuid' }) replyToId?: string;
  @ApiPropertyOptional({ format: 'uuid', description: 'The message in whose thread it is said.' })
  threadId?: string;
  @ApiPropertyOptional({ enum: [true], description: 'It is shown in the room too.' }) alsoInRoom?: true;
  @ApiPropertyOptional({ enum: [true], description: 'I have said that all are meant.' }) mentionAll?: true;
  @ApiPropertyOptional({ enum: Object.keys(ERRORS), description: 'Why it could not be sent.' })
  failed?: ErrorCode;
}
