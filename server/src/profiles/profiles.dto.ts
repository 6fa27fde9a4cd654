import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { LIMITS, type PersonStatus, type Profile, type ProfileBody } from '@chatket/contract';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsUUID, MaxLength, Validate } from 'class-validator';
import {
  IsDisplayName,
  IsEmoji,
  IsMoment,
  IsReadableText,
  MayBeAbsent,
  MayBeNull,
  ObjectOf,
  oneLine,
  TimeZone,
  trimmed,
  ZONE_MAX,
} from '../common/index.js';

export class PersonStatusDto implements PersonStatus {
  @ApiPropertyOptional({ example: '🌴' })
  @MayBeAbsent()
  @IsEmoji()
  emoji?: string;

  @ApiPropertyOptional({ example: 'On holiday', maxLength: LIMITS.statusTextMax })
  @MayBeAbsent()
  @Transform(oneLine)
  @IsReadableText(LIMITS.statusTextMax)
  text?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'From then on there is no status.' })
  @MayBeAbsent()
  @IsMoment()
  until?: string;
}

export class ProfileBodyDto implements ProfileBody {
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: LIMITS.displayNameMax })
  @MayBeAbsent()
  @MayBeNull()
  @Transform(oneLine)
  @IsDisplayName()
  displayName?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: LIMITS.aboutMax })
  @MayBeAbsent()
  @MayBeNull()
  @Transform(trimmed)
  @IsReadableText(LIMITS.aboutMax)
  about?: string | null;

  @ApiPropertyOptional({
    type: PersonStatusDto,
    nullable: true,
    description: 'The whole of it; without emoji and text there is none.',
  })
  @MayBeAbsent()
  @MayBeNull()
  @ObjectOf(PersonStatusDto)
  status?: PersonStatusDto | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'Europe/Istanbul' })
  @MayBeAbsent()
  @MayBeNull()
  @Validate(TimeZone)
  @MaxLength(ZONE_MAX)
  timeZone?: string | null;
}

export class ProfileDto implements Profile {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiPropertyOptional({ example: 'alice', description: 'The handle they have now.' }) username?: string;
  @ApiPropertyOptional({ example: 'Alice Example' }) displayName?: string;
  @ApiPropertyOptional() about?: string;
  @ApiPropertyOptional({ type: PersonStatusDto }) status?: PersonStatusDto;
  @ApiPropertyOptional({ example: 'Europe/Istanbul' }) timeZone?: string;
  @ApiPropertyOptional({ description: 'Their picture is at `/api/files/pictures/{picture}/256`.' })
  picture?: string;
  @ApiPropertyOptional({ enum: [true], description: 'They have closed their account for a while.' })
  isPaused?: true;
  @ApiProperty({ description: 'Of two states the greater one holds; 0 where nothing was told.' }) rev: number;
}

export class ProfileIdsDto {
  @ApiProperty({ type: String, description: 'Ids of people, with commas between them.' })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? value.toLowerCase().split(',') : value,
  )
  @IsUUID('all', { each: true, message: 'must hold UUIDs' })
  @ArrayMaxSize(LIMITS.profilesMax)
  @ArrayMinSize(1)
  @IsArray()
  ids: string[];
}
