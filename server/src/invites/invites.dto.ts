import {
  type AcceptInviteBody,
  type CreateInviteBody,
  type GuestBody,
  guestNameProblem,
  type Invite,
  INVITE_WAYS,
  type InvitePreview,
  type InviteWay,
  type JoinRequest,
  LIMITS,
  type NewInvite,
  normalizeGuestName,
  ROLES,
  ROOM_KINDS,
  type RoomKind,
} from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, Max, Min, Validate, ValidatorConstraint } from 'class-validator';
import type { ValidationArguments, ValidatorConstraintInterface } from 'class-validator';
import { KeepInCookie } from '../auth/index.js';
import { IsId, IsReadableText, MayBeAbsent, trimmed } from '../common/index.js';
import { UserRefDto } from '../users/index.js';

const WAYS = [...INVITE_WAYS];
const WHOLE = { message: 'must be a whole number' };

export class RoomIdDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  id: string;
}

export class InviteIdDto extends RoomIdDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  inviteId: string;
}

export class RequestIdDto extends RoomIdDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  userId: string;
}

export class CreateInviteDto implements CreateInviteBody {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: LIMITS.inviteSecondsMin,
    maximum: LIMITS.inviteSecondsMax,
    default: LIMITS.inviteSecondsDefault,
    description: 'For how many seconds it is good.',
  })
  @MayBeAbsent()
  @Max(LIMITS.inviteSecondsMax)
  @Min(LIMITS.inviteSecondsMin)
  @IsInt(WHOLE)
  expiresIn: number = LIMITS.inviteSecondsDefault;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: LIMITS.inviteUsesMax,
    description: 'How many people may come by it; missing: as many as like.',
  })
  @MayBeAbsent()
  @Max(LIMITS.inviteUsesMax)
  @Min(1)
  @IsInt(WHOLE)
  maxUses?: number;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: ROLES.member,
    maximum: ROLES.admin,
    default: ROLES.member,
    description: 'What they become, at most what I may give; with `join` only.',
  })
  @MayBeAbsent()
  @Max(ROLES.admin)
  @Min(ROLES.member)
  @IsInt(WHOLE)
  role: number = ROLES.member;

  @ApiPropertyOptional({
    enum: WAYS,
    default: 'join',
    description: 'join: lets in. ask: lets ask for it. guest: lets in with a name only, and that room only.',
  })
  @MayBeAbsent()
  @IsIn(WAYS, { message: `must be one of ${WAYS.join(', ')}` })
  way: InviteWay = 'join';
}

export class InviteDto implements Invite {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: WAYS }) way: InviteWay;
  @ApiProperty({ type: UserRefDto }) createdBy: UserRefDto;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ format: 'date-time' }) expiresAt: string;
  @ApiPropertyOptional({ example: 5 }) maxUses?: number;
  @ApiProperty({ example: 1 }) uses: number;
  @ApiProperty({ example: ROLES.member }) role: number;
}

export class NewInviteDto extends InviteDto implements NewInvite {
  @ApiProperty({ example: 'mB2_kYH9sD0Xq3u5vWz7Aw', description: 'Told once: it is stored as a hash.' })
  token: string;
}

class PreviewedRoomDto {
  @ApiProperty({ example: 'Kitchen table' }) name: string;
  @ApiProperty({ enum: ROOM_KINDS }) kind: RoomKind;
  @ApiProperty({ example: 4 }) memberCount: number;
  @ApiPropertyOptional({ example: 'What there is to eat' }) topic?: string;
  @ApiPropertyOptional({ example: '☕' }) icon?: string;
  @ApiPropertyOptional({ description: 'The picture is at `/api/invites/{token}/picture`.' })
  picture?: string;
}

export class InvitePreviewDto {
  @ApiProperty({ enum: [...WAYS, 'register'] }) way: InvitePreview['way'];
  @ApiProperty({ type: UserRefDto }) invitedBy: UserRefDto;
  @ApiPropertyOptional({
    type: PreviewedRoomDto,
    description: 'Missing for `register`: by that link an account is made, no more.',
  })
  room?: PreviewedRoomDto;
}

export class AcceptInviteDto implements AcceptInviteBody {
  @ApiPropertyOptional({
    maxLength: LIMITS.requestTextMax,
    description: 'For a link by which one asks: what the moderators should know.',
  })
  @MayBeAbsent()
  @Transform(trimmed)
  @IsReadableText(LIMITS.requestTextMax)
  text?: string;
}

export class AskDto implements AcceptInviteBody {
  @ApiPropertyOptional({ maxLength: LIMITS.requestTextMax, description: 'What the moderators should know.' })
  @MayBeAbsent()
  @Transform(trimmed)
  @IsReadableText(LIMITS.requestTextMax)
  text?: string;
}

export class AcceptInviteAnswerDto {
  @ApiProperty({ enum: ['member', 'asked'] }) state: 'member' | 'asked';
  @ApiPropertyOptional({ format: 'uuid', description: 'With `member`.' }) roomId?: string;
}

@ValidatorConstraint({ name: 'guestName' })
class GuestNameRule implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value === 'string' && guestNameProblem(value) === undefined;
  }

  defaultMessage({ value }: ValidationArguments): string {
    return guestNameProblem(typeof value === 'string' ? value : '') === 'reserved'
      ? 'is reserved'
      : `must have ${String(LIMITS.guestNameMin)} to ${String(LIMITS.guestNameMax)} characters of a-z, 0-9, dot, dash and underscore`;
  }
}

export class GuestDto implements GuestBody {
  @ApiProperty({ example: 'jo', minLength: LIMITS.guestNameMin, maxLength: LIMITS.guestNameMax })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? normalizeGuestName(value) : value,
  )
  @Validate(GuestNameRule)
  name: string;

  @KeepInCookie()
  session?: 'cookie';
}

export class JoinRequestDto implements JoinRequest {
  @ApiProperty({ type: UserRefDto }) user: UserRefDto;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiPropertyOptional({ example: 'I sit next to Alice.' }) text?: string;
}
