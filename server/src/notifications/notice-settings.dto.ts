import {
  LIMITS,
  MAIL_DIGESTS,
  type MailDigest,
  type MyNotices,
  NOTICE_LEVELS,
  type NoticeLevel,
  type NoticeSettings,
  type NoticeSettingsBody,
  type QuietHours,
  type RoomNotices,
  type RoomNoticesBody,
} from '@chatket/contract';
import { ApiExtraModels, ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
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
const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;
const DAYS = 7;
const LEVEL = { message: 'must be all, mentions or none' };

export class RoomNoticeIdDto {
  @ApiProperty({ format: 'uuid', description: 'Of the room.' })
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

  @ApiPropertyOptional({
    enum: MAIL_DIGESTS,
    description: 'How often at most a mail tells what was missed while I was away.',
  })
  @MayBeAbsent()
  @IsIn(MAIL_DIGESTS, { message: 'must be never, hourly or daily' })
  mailDigest?: MailDigest;
}

@ApiExtraModels(QuietHoursDto)
export class NoticeSettingsDto implements NoticeSettings {
  @ApiProperty({ enum: NOTICE_LEVELS }) direct: NoticeLevel;
  @ApiProperty({ enum: NOTICE_LEVELS }) rooms: NoticeLevel;
  @ApiProperty({ oneOf: [{ $ref: getSchemaPath(QuietHoursDto) }, { enum: [null] }] })
  quietHours: QuietHoursDto | null;
  @ApiProperty() zone: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) quietUntil: string | null;
  @ApiProperty({ enum: MAIL_DIGESTS }) mailDigest: MailDigest;
}

export class MyNoticesDto implements MyNotices {
  @ApiProperty({ type: NoticeSettingsDto }) settings: NoticeSettingsDto;
  @ApiProperty({ type: [RoomNoticesDto], description: 'Rooms for which something was chosen.' })
  rooms: RoomNoticesDto[];
  @ApiProperty({ description: 'Alerts that were not read, counted up to a hundred.' }) unread: number;
  @ApiProperty({ description: 'I have an address, and this server sends mails of what I miss.' })
  isMailed: boolean;
}
