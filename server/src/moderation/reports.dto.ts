import {
  LIMITS,
  type Report,
  REPORT_OUTCOMES,
  REPORT_REASONS,
  type ReportBody,
  type ReportOutcome,
  type ReportReason,
} from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { MessageDto } from '../chat/message/index.js';
import { IsId, IsReadableText, MayBeAbsent, trimmed } from '../common/index.js';
import { UserRefDto } from '../users/index.js';

const PAGE_DEFAULT = 50;
const PAGE_MAX = 100;

export class ReportedMessageDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  id: string;
}

export class ReportRoomDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  id: string;
}

export class ReportTargetDto extends ReportRoomDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  reportId: string;
}

export class ReportBodyDto implements ReportBody {
  @ApiProperty({ enum: REPORT_REASONS })
  @IsIn(REPORT_REASONS, { message: `must be one of ${REPORT_REASONS.join(', ')}` })
  reason: ReportReason;

  @ApiPropertyOptional({ maxLength: LIMITS.reportNoteMax })
  @MayBeAbsent()
  @Transform(trimmed)
  @IsReadableText(LIMITS.reportNoteMax)
  note?: string;
}

export class HandleReportDto {
  @ApiProperty({ enum: REPORT_OUTCOMES, description: 'What was done about the message.' })
  @IsIn(REPORT_OUTCOMES, { message: `must be one of ${REPORT_OUTCOMES.join(', ')}` })
  outcome: ReportOutcome;
}

export class ListReportsDto {
  @ApiPropertyOptional({ enum: ['open', 'handled'], default: 'open' })
  @MayBeAbsent()
  @IsIn(['open', 'handled'], { message: 'must be open or handled' })
  state: 'open' | 'handled' = 'open';

  @ApiPropertyOptional({ format: 'uuid', description: 'The last report of the page before.' })
  @MayBeAbsent()
  @IsId()
  after?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: PAGE_MAX, default: PAGE_DEFAULT })
  @MayBeAbsent()
  @Type(() => Number)
  @Max(PAGE_MAX)
  @Min(1)
  @IsInt({ message: 'must be a whole number' })
  limit: number = PAGE_DEFAULT;
}

export class ReportDto implements Report {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) roomId: string;
  @ApiProperty({ type: MessageDto, description: 'As it is now.' }) message: MessageDto;
  @ApiProperty({ type: UserRefDto }) reporter: UserRefDto;
  @ApiProperty({
    enum: [...REPORT_REASONS, 'rule'],
    description: '`rule`: one of the room was met, see `note`.',
  })
  reason: ReportReason | 'rule';
  @ApiPropertyOptional() note?: string;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiPropertyOptional({ enum: REPORT_OUTCOMES, description: 'What was done; missing while it is open.' })
  outcome?: ReportOutcome;
  @ApiPropertyOptional({ type: UserRefDto }) handledBy?: UserRefDto;
  @ApiPropertyOptional({ format: 'date-time' }) handledAt?: string;
}
