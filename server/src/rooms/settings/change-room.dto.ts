import { type ChangeRoomBody, JOIN_WAYS, type JoinBy, LIMITS, ROLES } from '@chatket/contract';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn } from 'class-validator';
import {
  IsEmoji,
  IsReadableText,
  MayBeAbsent,
  MayBeNull,
  oneLine,
  trimmed,
  WholeNumberOrNull,
} from '../../common/index.js';

const GATES = [ROLES.member, ROLES.moderator, ROLES.admin, ROLES.owner];
const GATE = { message: `must be one of ${GATES.join(', ')}` };

/** Bounds that the server's configuration sets are looked at by the use case. */
export class ChangeRoomDto implements ChangeRoomBody {
  @ApiPropertyOptional({ example: 'Kitchen table', maxLength: LIMITS.roomNameMax })
  @MayBeAbsent()
  @Transform(trimmed)
  @IsReadableText(LIMITS.roomNameMax)
  name?: string;

  @ApiPropertyOptional({ enum: ['public', 'private'], description: 'Who finds the room.' })
  @MayBeAbsent()
  @IsIn(['public', 'private'], { message: 'must be public or private' })
  kind?: 'public' | 'private';

  @ApiPropertyOptional({
    type: 'string',
    nullable: true,
    maxLength: LIMITS.roomTopicMax,
    description: 'One line, in Markdown. Moderators may change it alone.',
  })
  @MayBeAbsent()
  @MayBeNull()
  @Transform(oneLine)
  @IsReadableText(LIMITS.roomTopicMax)
  topic?: string | null;

  @ApiPropertyOptional({ type: 'string', nullable: true, maxLength: LIMITS.roomDescriptionMax })
  @MayBeAbsent()
  @MayBeNull()
  @Transform(trimmed)
  @IsReadableText(LIMITS.roomDescriptionMax)
  description?: string | null;

  @ApiPropertyOptional({ type: 'string', nullable: true, example: '☕', description: 'One emoji.' })
  @MayBeAbsent()
  @MayBeNull()
  @IsEmoji()
  icon?: string | null;

  @ApiPropertyOptional({
    enum: ['all', 'sinceJoin'],
    nullable: true,
    description: 'What newcomers see.',
  })
  @MayBeAbsent()
  @MayBeNull()
  @IsIn(['all', 'sinceJoin'], { message: 'must be all or sinceJoin' })
  history?: 'all' | 'sinceJoin' | null;

  @ApiPropertyOptional({ enum: GATES, nullable: true, description: 'The role it takes to write.' })
  @MayBeAbsent()
  @MayBeNull()
  @IsIn(GATES, GATE)
  postGate?: number | null;

  @ApiPropertyOptional({ enum: GATES, nullable: true, description: 'The role to answer in a thread.' })
  @MayBeAbsent()
  @MayBeNull()
  @IsIn(GATES, GATE)
  replyGate?: number | null;

  @ApiPropertyOptional({ enum: GATES, nullable: true, description: 'The role it takes to bring others in.' })
  @MayBeAbsent()
  @MayBeNull()
  @IsIn(GATES, GATE)
  inviteGate?: number | null;

  @ApiPropertyOptional({
    enum: JOIN_WAYS,
    nullable: true,
    description:
      'How people come in by themselves: a public room is open or by request, a private one by invite or by request.',
  })
  @MayBeAbsent()
  @MayBeNull()
  @IsIn(JOIN_WAYS, { message: `must be one of ${JOIN_WAYS.join(', ')}` })
  joinBy?: JoinBy | null;

  @WholeNumberOrNull(0, LIMITS.slowSecondsMax, 'So long one waits between two messages; null: not at all.')
  slowSeconds?: number | null;

  @WholeNumberOrNull(1, LIMITS.longTextBound, 'How long a message may be; null: as the server has it.')
  messageMax?: number | null;

  @WholeNumberOrNull(
    LIMITS.editWindowSecondsMin,
    LIMITS.editWindowSecondsMax,
    'For how many seconds a message may be edited; null for ever.',
  )
  editWindowSeconds?: number | null;

  @WholeNumberOrNull(1, LIMITS.rateMessagesMax, 'So many messages a person may send within the window.')
  rateMessages?: number | null;

  @WholeNumberOrNull(1, LIMITS.rateWindowSecondsMax, 'That window.')
  rateWindowSeconds?: number | null;

  @WholeNumberOrNull(1, LIMITS.rateMuteSecondsMax, 'So long is muted who sends more.')
  rateMuteSeconds?: number | null;

  @WholeNumberOrNull(1, LIMITS.retentionDaysMax, 'After so many days messages are deleted; null: never.')
  retentionDays?: number | null;
}
