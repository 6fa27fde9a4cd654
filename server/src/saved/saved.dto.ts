import { LIMITS, type SaveBody, type SavedMessage } from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsInt, Max, Min } from 'class-validator';
import { MessageDto } from '../chat/message/index.js';
import { IsId, IsReadableText, MayBeAbsent, MayBeNull, trimmed } from '../common/index.js';

export class SavedIdDto {
  @ApiProperty({ format: 'uuid', description: 'Of the message.' })
  @IsId()
  id: string;
}

export class SaveBodyDto implements SaveBody {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: LIMITS.savedNoteMax,
    description: 'Null takes it away; left out, it stays.',
  })
  @MayBeAbsent()
  @MayBeNull()
  @Transform(trimmed)
  @IsReadableText(LIMITS.savedNoteMax)
  note?: string | null;

  @ApiPropertyOptional()
  @MayBeAbsent()
  @IsBoolean({ message: 'must be true or false' })
  isDone?: boolean;
}

export class ListSavedDto {
  @ApiPropertyOptional({ format: 'uuid', description: 'The last message of the page before.' })
  @MayBeAbsent()
  @IsId()
  after?: string;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: LIMITS.savedPageMax,
    default: LIMITS.savedPageDefault,
  })
  @MayBeAbsent()
  @Type(() => Number)
  @IsInt({ message: 'must be a whole number' })
  @Max(LIMITS.savedPageMax)
  @Min(1)
  limit: number = LIMITS.savedPageDefault;
}

export class SavedMessageDto implements SavedMessage {
  @ApiProperty({ format: 'uuid' }) messageId: string;
  @ApiProperty({ format: 'date-time' }) savedAt: string;
  @ApiPropertyOptional({ example: 'Ask her on Monday' }) note?: string;
  @ApiPropertyOptional() isDone?: true;
  @ApiPropertyOptional({ format: 'date-time', description: 'I am told of it then.' }) remindAt?: string;
  @ApiPropertyOptional({ format: 'date-time', description: 'I was told of it then.' }) remindedAt?: string;
  @ApiPropertyOptional({ type: MessageDto, description: 'Missing where it is gone, or not mine to read.' })
  message?: MessageDto;
}
