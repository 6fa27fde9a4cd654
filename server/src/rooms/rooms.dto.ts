import {
  type CreateRoomBody,
  JOIN_WAYS,
  type JoinBy,
  LIMITS,
  type RequestState,
  type Room,
  ROOM_KINDS,
  ROOM_SORTS,
  type RoomKind,
  type RoomMute,
  type RoomSort,
  ROLES,
} from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { MessageDto } from '../chat/message/index.js';
import { IsId, IsReadableText, MayBeAbsent, oneLine, trimmed } from '../common/index.js';
import { UserRefDto } from '../users/index.js';

export class RoomIdDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  id: string;
}

export class CreateRoomDto implements CreateRoomBody {
  @ApiProperty({ example: 'Kitchen table', maxLength: LIMITS.roomNameMax })
  @Transform(trimmed)
  @IsReadableText(LIMITS.roomNameMax)
  name: string;

  @ApiPropertyOptional({ enum: ['public', 'private'], default: 'public', description: 'Who finds the room.' })
  @MayBeAbsent()
  @IsIn(['public', 'private'], { message: 'must be public or private' })
  kind: 'public' | 'private' = 'public';

  @ApiPropertyOptional({ example: 'What there is to eat', maxLength: LIMITS.roomTopicMax })
  @MayBeAbsent()
  @Transform(oneLine)
  @IsReadableText(LIMITS.roomTopicMax)
  topic?: string;
}

export class ListRoomsDto {
  @ApiPropertyOptional({ description: 'All rooms one may discover instead of one’s own.' })
  @MayBeAbsent()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean({ message: 'must be true or false' })
  all: boolean = false;

  @ApiPropertyOptional({ description: 'Part of the name; with `all`.' })
  @MayBeAbsent()
  @Transform(trimmed)
  @Matches(/^[^\0]*$/, { message: 'must be a text without NUL' })
  @MaxLength(LIMITS.roomSearchMax)
  search?: string;

  @ApiPropertyOptional({
    minimum: 1,
    maximum: LIMITS.roomPageMax,
    description: `With \`all\` ${String(LIMITS.roomPageDefault)} when it is missing; of one’s own rooms then all.`,
  })
  @MayBeAbsent()
  @Type(() => Number)
  @Max(LIMITS.roomPageMax)
  @Min(1)
  @IsInt({ message: 'must be a whole number' })
  limit?: number;

  @ApiPropertyOptional({
    enum: ROOM_SORTS,
    default: 'name',
    description: 'With `all`; activity is latest first, by the hour.',
  })
  @MayBeAbsent()
  @IsIn(ROOM_SORTS, { message: 'must be name or activity' })
  sort: RoomSort = 'name';

  @ApiPropertyOptional({ description: '`X-Next-Cursor` of the page before.' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(1024)
  cursor?: string;
}

class RoomMuteDto implements RoomMute {
  @ApiProperty({ format: 'date-time' }) until: string;
  @ApiProperty({ example: 600_000, description: 'What is left of it when this was answered, in ms.' })
  forMs: number;
}

export class RoomDto implements Room {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'Kitchen table' }) name: string;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ type: UserRefDto }) createdBy: UserRefDto;
  @ApiProperty({ example: 4 }) memberCount: number;
  @ApiPropertyOptional({ format: 'date-time' }) joinedAt?: string;
  @ApiPropertyOptional({ format: 'date-time' }) lastSeenAt?: string;
  @ApiProperty({ example: 17, description: 'The head of the room.' }) lastSeq: number;
  @ApiPropertyOptional({ example: 15, description: 'Up to where I have read.' }) lastReadSeq?: number;
  @ApiPropertyOptional({ example: 1, description: 'How often I have gone back in it; missing: never.' })
  readVersion?: number;
  @ApiPropertyOptional({ example: 2, description: 'Messages of others behind that, up to 100.' })
  unread?: number;
  @ApiPropertyOptional({ example: 1, description: 'Of those, what speaks to me, up to 100.' })
  mentions?: number;
  @ApiPropertyOptional({ type: [Number], example: [17], description: 'Where that stands; missing: nowhere.' })
  mentionedAt?: number[];
  @ApiPropertyOptional({ type: MessageDto }) lastMessage?: MessageDto;
  @ApiPropertyOptional({ format: 'date-time', description: 'Of the last message; with `all=true`.' })
  activeAt?: string;
  @ApiPropertyOptional({ example: 12, description: 'What I may read stands behind this; missing: all.' })
  fromSeq?: number;
  @ApiPropertyOptional({
    example: ROLES.owner,
    description: 'What I am here: member 0, moderator 1, admin 2, owner 3.',
  })
  role?: number;
  @ApiPropertyOptional({ type: RoomMuteDto, description: 'A moderator has taken my word until then.' })
  mute?: RoomMuteDto;
  @ApiPropertyOptional({
    type: [UserRefDto],
    description: 'The others of a direct room or a group; nobody in notes to oneself.',
  })
  people?: UserRefDto[];
  @ApiProperty({
    enum: ROOM_KINDS,
    description: 'Who finds the room; direct rooms and groups are their people.',
  })
  kind: RoomKind;
  @ApiPropertyOptional({ example: 'What there is to eat' }) topic?: string;
  @ApiPropertyOptional() description?: string;
  @ApiPropertyOptional({ example: '☕' }) icon?: string;
  @ApiPropertyOptional({ description: 'Its picture is at `/api/files/pictures/{picture}/256`.' })
  picture?: string;
  @ApiPropertyOptional({ enum: ['all', 'sinceJoin'], description: 'What newcomers see; missing: all.' })
  history?: 'all' | 'sinceJoin';
  @ApiPropertyOptional({
    example: ROLES.moderator,
    description: 'The role it takes to write; missing: member.',
  })
  postGate?: number;
  @ApiPropertyOptional({ description: 'The role it takes to answer in a thread; missing: member.' })
  replyGate?: number;
  @ApiPropertyOptional({ description: 'The role it takes to bring others in; missing: member.' })
  inviteGate?: number;
  @ApiPropertyOptional({
    enum: JOIN_WAYS,
    description: 'Missing: open where the room is public, by invitation where it is private.',
  })
  joinBy?: JoinBy;
  @ApiPropertyOptional({
    enum: ['waiting', 'refused'],
    description: 'I ask to come in, or was refused less than a day ago; missing for members.',
  })
  request?: RequestState;
  @ApiPropertyOptional({ example: 30, description: 'So long one waits between two messages; missing: not.' })
  slowSeconds?: number;
  @ApiPropertyOptional({ description: 'How long a message may be; missing: as the server has it.' })
  messageMax?: number;
  @ApiPropertyOptional({
    example: 900,
    description: 'For how many seconds a message may be edited; missing: for ever.',
  })
  editWindowSeconds?: number;
  @ApiPropertyOptional({ example: 5, description: 'So many messages a person may send within the window …' })
  rateMessages?: number;
  @ApiPropertyOptional({ example: 10, description: '… of so many seconds; missing: as the server has it.' })
  rateWindowSeconds?: number;
  @ApiPropertyOptional({ example: 30, description: 'So long is muted who sends more.' })
  rateMuteSeconds?: number;
  @ApiPropertyOptional({ description: 'After so many days messages are deleted; missing: never.' })
  retentionDays?: number;
  @ApiPropertyOptional({ description: 'Messages up to this seq are gone: they were older than that.' })
  expiredSeq?: number;
  @ApiPropertyOptional({
    format: 'date-time',
    description: 'Since when it is in raid mode: whoever came later only reads, and links let nobody in.',
  })
  raidSince?: string;
  @ApiPropertyOptional({ format: 'date-time', description: 'Since when nothing can be written.' })
  archivedAt?: string;
  @ApiPropertyOptional({ format: 'date-time', description: 'When the room and what is in it go.' })
  deletesAt?: string;
}
