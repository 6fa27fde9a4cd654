import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  LIMITS,
  type Me,
  type MemberMuted,
  type MuteBody,
  SERVER_ROLES,
  type UserRef,
} from '@chatket/contract';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { IsId, IsReadableText, MayBeAbsent, trimmed } from '../common/index.js';

export class UserRefDto implements UserRef {
  @ApiProperty({ format: 'uuid', example: '0193f1d2-5b0a-7c11-8a4e-2f9d6c1b7e30' }) id: string;
  @ApiProperty({ example: 'alice' }) username: string;
}

export class MeDto extends UserRefDto implements Me {
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({
    example: SERVER_ROLES.person,
    description: 'What I am on the server: person 0, admin 1, owner 2.',
  })
  serverRole: number;
}

export class UserIdDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  id: string;
}

export class ServerRoleDto {
  @ApiProperty({ enum: Object.values(SERVER_ROLES) })
  @IsIn(Object.values(SERVER_ROLES), { message: 'must be 0, 1 or 2' })
  role: number;
}

export class ServerMuteDto implements MuteBody {
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

export class ServerMutedDto implements MemberMuted {
  @ApiProperty({ format: 'date-time' }) mutedUntil: string;
}
