import {
  type Alert,
  type AlertPage,
  LIMITS,
  type Look,
  type MyNotices,
  NOTICE_CAUSES,
  NOTICE_LEVELS,
  NOTICE_REFUSALS,
  type NoticeCause,
  type NoticeLevel,
  type NoticeReason,
  type NoticeSettings,
  type NoticeSettingsBody,
  type NoticeWhy,
  type QuietHours,
  type ReadAlertsBody,
  type RoomNotices,
  type RoomNoticesBody,
  type UnreadWhy,
  type WhyUnread,
} from '@chatket/contract';
import { ApiExtraModels, ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  Validate,
} from 'class-validator';
import { MessageDto } from '../chat/message/index.js';
import {
  IsId,
  MayBeAbsent,
  MayBeNull,
  ObjectOf,
  TimeZone,
  WholeNumberOrNull,
  ZONE_MAX,
} from '../common/index.js';

/** A time of the day, as `22:00`. */
export const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;
const DAYS = 7;
const LEVEL = { message: 'must be all, mentions or none' };

export class LookDto implements Look {
  @MayBeAbsent()
  @IsId()
  roomId?: string;
}

export class RoomNoticeIdDto {
  @ApiProperty({ format: 'uuid', description: 'Of the room.' })
  @IsId()
  id: string;
}

export class MessageNoticeIdDto {
  @ApiProperty({ format: 'uuid', description: 'Of the message.' })
  @IsId()
  id: string;
}

export class RoomNoticesBodyDto implements RoomNoticesBody {
  @ApiPropertyOptional({
    enum: NOTICE_LEVELS,
    nullable: true,
    description: 'Null: as it is set for all rooms of its kind.',
  })
  @MayBeAbsent()
  @MayBeNull()
  @IsIn(NOTICE_LEVELS, LEVEL)
  level?: NoticeLevel | null;

  @ApiPropertyOptional({ description: 'Mutes the room, or ends that.' })
  @MayBeAbsent()
  @IsBoolean({ message: 'must be true or false' })
  isMuted?: boolean;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: LIMITS.quietSecondsMax,
    description: 'For how long it is muted, with `isMuted`; for ever when it is left out.',
  })
  @MayBeAbsent()
  @Max(LIMITS.quietSecondsMax)
  @Min(1)
  @IsInt({ message: 'must be a whole number' })
  muteSeconds?: number;
}

export class RoomNoticesDto implements RoomNotices {
  @ApiProperty({ format: 'uuid' }) roomId: string;
  @ApiPropertyOptional({ enum: NOTICE_LEVELS }) level?: NoticeLevel;
  @ApiPropertyOptional({ description: 'ISO 8601, UTC, or for-ever.' }) mutedUntil?: string;
}

export class QuietHoursDto implements QuietHours {
  @ApiProperty({ example: '22:00' })
  @Matches(TIME_OF_DAY, { message: 'must be a time of the day, such as 22:00' })
  from: string;

  @ApiProperty({ example: '07:00', description: 'Earlier than `from`: on the next day.' })
  @Matches(TIME_OF_DAY, { message: 'must be a time of the day, such as 07:00' })
  to: string;

  @ApiProperty({
    type: [Number],
    example: [1, 2, 3, 4, 5],
    maxItems: DAYS,
    description: 'The days on which they begin: 1 is Monday, 7 is Sunday.',
  })
  @Max(DAYS, { each: true })
  @Min(1, { each: true })
  @IsInt({ each: true, message: 'must hold whole numbers' })
  @ArrayUnique()
  @ArrayMaxSize(DAYS)
  @IsArray()
  days: number[];
}

@ApiExtraModels(QuietHoursDto)
export class NoticeSettingsBodyDto implements NoticeSettingsBody {
  @ApiPropertyOptional({ enum: NOTICE_LEVELS, description: 'In direct rooms and groups.' })
  @MayBeAbsent()
  @IsIn(NOTICE_LEVELS, LEVEL)
  direct?: NoticeLevel;

  @ApiPropertyOptional({ enum: NOTICE_LEVELS, description: 'In all other rooms.' })
  @MayBeAbsent()
  @IsIn(NOTICE_LEVELS, LEVEL)
  rooms?: NoticeLevel;

  @ApiPropertyOptional({
    oneOf: [{ $ref: getSchemaPath(QuietHoursDto) }, { enum: [null] }],
    description: 'Null: none.',
  })
  @MayBeAbsent()
  @MayBeNull()
  @ObjectOf(QuietHoursDto)
  quietHours?: QuietHoursDto | null;

  @ApiPropertyOptional({ example: 'Europe/Istanbul', description: 'Whose clock the quiet hours follow.' })
  @MayBeAbsent()
  @Validate(TimeZone)
  @MaxLength(ZONE_MAX)
  @IsString()
  zone?: string;

  @WholeNumberOrNull(
    0,
    LIMITS.quietSecondsMax,
    'For how long from now on nothing disturbs; 0 or null ends it.',
  )
  quietSeconds?: number | null;
}

@ApiExtraModels(QuietHoursDto)
export class NoticeSettingsDto implements NoticeSettings {
  @ApiProperty({ enum: NOTICE_LEVELS }) direct: NoticeLevel;
  @ApiProperty({ enum: NOTICE_LEVELS }) rooms: NoticeLevel;
  @ApiProperty({ oneOf: [{ $ref: getSchemaPath(QuietHoursDto) }, { enum: [null] }] })
  quietHours: QuietHoursDto | null;
  @ApiProperty() zone: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) quietUntil: string | null;
}

export class MyNoticesDto implements MyNotices {
  @ApiProperty({ type: NoticeSettingsDto }) settings: NoticeSettingsDto;
  @ApiProperty({ type: [RoomNoticesDto], description: 'Rooms for which something was chosen.' })
  rooms: RoomNoticesDto[];
  @ApiProperty({ description: 'Alerts that were not read, counted up to a hundred.' }) unread: number;
}

export class ListAlertsDto {
  @ApiPropertyOptional({ format: 'uuid', description: '`nextCursor` of the page before.' })
  @MayBeAbsent()
  @IsId()
  cursor?: string;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: LIMITS.alertPageMax,
    default: LIMITS.alertPageDefault,
  })
  @MayBeAbsent()
  @Type(() => Number)
  @Max(LIMITS.alertPageMax)
  @Min(1)
  @IsInt({ message: 'must be a whole number' })
  limit: number = LIMITS.alertPageDefault;
}

export class ReadAlertsBodyDto implements ReadAlertsBody {
  @ApiPropertyOptional({ format: 'uuid', description: 'Of which message; all when it is left out.' })
  @MayBeAbsent()
  @IsId()
  messageId?: string;
}

class AlertDto implements Alert {
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ enum: NOTICE_CAUSES }) because: NoticeCause;
  @ApiProperty() isRead: boolean;
  @ApiProperty({ type: MessageDto, description: 'As it is now.' }) message: MessageDto;
}

export class AlertPageDto implements AlertPage {
  @ApiProperty({ type: [AlertDto], description: 'What I was told last comes first.' }) alerts: AlertDto[];
  @ApiPropertyOptional({ format: 'uuid', description: 'Where the next page goes on; missing on the last.' })
  nextCursor?: string;
}

export class NoticeWhyDto implements NoticeWhy {
  @ApiProperty({ description: 'It was shown on my devices.' }) alert: boolean;
  @ApiProperty({ description: 'It stands in my list.' }) badge: boolean;
  @ApiProperty({ enum: [...NOTICE_REFUSALS, ...NOTICE_CAUSES], description: 'The rule that decided.' })
  because: NoticeReason;
  @ApiPropertyOptional({ format: 'date-time', description: 'When I was told.' }) at?: string;
  @ApiPropertyOptional({ enum: NOTICE_CAUSES, description: 'What it would have been worth.' })
  cause?: NoticeCause;
  @ApiProperty({ enum: NOTICE_LEVELS, description: 'The level that holds in the room.' }) level: NoticeLevel;
  @ApiProperty({ enum: ['room', 'settings'], description: 'Where it is set.' }) levelOf: 'room' | 'settings';
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
