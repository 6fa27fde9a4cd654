import {
  type Alert,
  type AlertPage,
  LIMITS,
  NOTICE_CAUSES,
  type NoticeCause,
  type ReadAlertsBody,
  type RequestAlert,
} from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { MessageDto } from '../chat/message/index.js';
import { IsId, MayBeAbsent } from '../common/index.js';
import { UserRefDto } from '../users/index.js';

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
  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Of which message or request; all when it is left out.',
  })
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

class RequestAlertDto implements RequestAlert {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty() isRead: boolean;
  @ApiProperty({ enum: ['asked', 'accepted', 'refused'] }) what: RequestAlert['what'];
  @ApiPropertyOptional({ format: 'uuid', description: 'Missing where the room is not there for me.' })
  roomId?: string;
  @ApiProperty() roomName: string;
  @ApiPropertyOptional({ type: UserRefDto, description: 'Who asks.' }) user?: UserRefDto;
}

class ExportedDto implements NonNullable<AlertPage['exported']> {
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty() isRead: boolean;
}

export class AlertPageDto implements AlertPage {
  @ApiProperty({ type: [AlertDto], description: 'What I was told last comes first.' }) alerts: AlertDto[];
  @ApiPropertyOptional({
    type: [RequestAlertDto],
    description: 'On the first page: who waits for an answer of mine, and what I was answered.',
  })
  requests?: RequestAlertDto[];
  @ApiPropertyOptional({ type: ExportedDto, description: 'On the first page: my export is ready.' })
  exported?: ExportedDto;
  @ApiPropertyOptional({ format: 'uuid', description: 'Where the next page goes on; missing on the last.' })
  nextCursor?: string;
}
