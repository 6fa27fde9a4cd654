import {
  type AddMemberBody,
  type ChangeMemberBody,
  LIMITS,
  type Member,
  type MemberMuted,
  type MuteBody,
  type PresenceStatus,
  ROLES,
} from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsIn, IsInt, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { IsId, IsReadableText, MayBeAbsent, trimmed } from '../../common/index.js';

const ROLE = { enum: Object.values(ROLES), description: 'Member 0, moderator 1, admin 2, owner 3.' };
const IsRole = () => IsIn(Object.values(ROLES), { message: 'must be 0, 1, 2 or 3' });

export class MembersRoomDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  id: string;
}

export class MemberIdDto extends MembersRoomDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  userId: string;
}

export class ListPageDto {
  @ApiPropertyOptional({ minimum: 1, maximum: LIMITS.memberPageMax, default: LIMITS.memberPageDefault })
  @MayBeAbsent()
  @Type(() => Number)
  @Max(LIMITS.memberPageMax)
  @Min(1)
  @IsInt({ message: 'must be a whole number' })
  limit: number = LIMITS.memberPageDefault;

  @ApiPropertyOptional({ description: '`X-Next-Cursor` of the page before.' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(1024)
  cursor?: string;
}

export class ListMembersDto extends ListPageDto {
  @ApiPropertyOptional({ ...ROLE, type: 'integer' })
  @MayBeAbsent()
  @Type(() => Number)
  @IsRole()
  role?: number;

  @ApiPropertyOptional({ description: 'Part of the name, however it is written.' })
  @MayBeAbsent()
  @Transform(trimmed)
  @Matches(/^[^\0]*$/, { message: 'must be a text without NUL' })
  @MaxLength(LIMITS.roomSearchMax)
  search?: string;
}

export class AddMemberDto implements AddMemberBody {
  @ApiPropertyOptional({ ...ROLE, type: 'integer', default: ROLES.member })
  @MayBeAbsent()
  @IsRole()
  role: number = ROLES.member;
}

export class ChangeMemberDto implements ChangeMemberBody {
  @ApiProperty({ ...ROLE, type: 'integer' })
  @IsRole()
  role: number;
}

export class MuteDto implements MuteBody {
  @ApiProperty({
    type: 'integer',
    minimum: LIMITS.muteSecondsMin,
    maximum: LIMITS.muteSecondsMax,
    example: 600,
  })
  @Max(LIMITS.muteSecondsMax)
  @Min(LIMITS.muteSecondsMin)
  @IsInt({ message: 'must be a whole number' })
  seconds: number;

  @ApiPropertyOptional({ maxLength: LIMITS.orderReasonMax })
  @MayBeAbsent()
  @Transform(trimmed)
  @IsReadableText(LIMITS.orderReasonMax)
  reason?: string;
}

export class MemberMutedDto implements MemberMuted {
  @ApiProperty({ format: 'date-time' }) mutedUntil: string;
}

export class MemberDto implements Member {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'alice' }) username: string;
  @ApiProperty({ ...ROLE, type: 'integer' }) role: number;
  @ApiProperty({ format: 'date-time' }) joinedAt: string;
  @ApiProperty({ enum: ['online', 'offline'] }) status: PresenceStatus;
  @ApiPropertyOptional({ format: 'date-time', description: 'For moderators, and of oneself.' })
  mutedUntil?: string;
  @ApiPropertyOptional() muteReason?: string;
}
