import { type DraftSave, FILE_LIMITS, LIMITS, type SharedDraft, textProblem } from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsInt,
  IsUUID,
  Max,
  Min,
  ValidateBy,
} from 'class-validator';
import { AttachmentDto } from '../chat/message/index.js';
import { IsId, IsMoment, MayBeAbsent, MayBeNull } from '../common/index.js';

const REV_MAX = 2_147_483_000;

/** What is half written is often no message yet: it may be empty, or white space only. */
function IsHalfWritten(): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isHalfWritten',
      validator: {
        validate: (value: unknown) => {
          if (typeof value !== 'string') return false;
          const problem = textProblem(value, LIMITS.draftTextMax);
          return problem === undefined || problem === 'empty';
        },
      },
    },
    { message: `must be a text of at most ${String(LIMITS.draftTextMax)} characters that can be stored` },
  );
}

export class DraftSaveDto implements DraftSave {
  @IsId()
  roomId: string;

  @MayBeAbsent()
  @IsId()
  threadId?: string;

  @IsHalfWritten()
  text: string;

  @MayBeAbsent()
  @MayBeNull()
  @IsId()
  replyToId?: string | null;

  @MayBeAbsent()
  @IsUUID('all', { each: true, message: 'must hold UUIDs' })
  @ArrayUnique()
  @ArrayMaxSize(FILE_LIMITS.perMessage)
  @IsArray()
  attachments?: string[];

  @IsMoment()
  at: string;

  @Max(REV_MAX)
  @Min(0)
  @IsInt({ message: 'must be a whole number' })
  rev: number;

  @MayBeAbsent()
  @IsBoolean({ message: 'must be true or false' })
  forgetOther?: boolean;
}

class OtherTextDto {
  @ApiProperty() text: string;
  @ApiProperty({ format: 'date-time' }) at: string;
}

export class SharedDraftDto implements SharedDraft {
  @ApiProperty({ format: 'uuid' }) roomId: string;
  @ApiPropertyOptional({ format: 'uuid' }) threadId?: string;
  @ApiProperty({ description: 'Empty when it was sent or deleted.' }) text: string;
  @ApiPropertyOptional({ format: 'uuid' }) replyToId?: string;
  @ApiPropertyOptional({ type: [AttachmentDto], description: 'Uploads of mine that go with it.' })
  attachments?: AttachmentDto[];
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ description: 'Grows with every change.' }) rev: number;
  @ApiPropertyOptional({ type: OtherTextDto, description: 'Written elsewhere at the same time.' })
  other?: OtherTextDto;
}
