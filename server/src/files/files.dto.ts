import {
  COPY_NAMES,
  type CopyName,
  FILE_LIMITS,
  type FileDescribe,
  type FileMeasures,
  partsOf,
  type UploadStart,
  type UploadState,
  WAVEFORM,
} from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsIn, IsInt, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { AttachmentDto } from '../chat/message/index.js';
import { IsId, IsReadableText, MayBeAbsent, trimmed } from '../common/index.js';

const TERABYTE = 2 ** 40;
/** Whatever is longer is no name. */
const GIVEN_NAME_MAX = 10_000;

export class UploadRoomDto {
  @IsId()
  id: string;
}

export class UploadIdDto {
  @IsId()
  id: string;
}

export class UploadPartDto {
  @IsId()
  id: string;

  @Type(() => Number)
  @Max(partsOf(TERABYTE))
  @Min(0)
  @IsInt({ message: 'must be a whole number' })
  part: number;
}

export class UploadStartDto implements UploadStart {
  @ApiProperty({ format: 'uuid', description: 'Made up by the client: to begin again under it is to go on.' })
  @IsId()
  id: string;

  @ApiProperty({
    example: 'kitchen.jpg',
    description: 'For people: it is cleaned, and nothing is found by it.',
  })
  @MaxLength(GIVEN_NAME_MAX)
  @IsString()
  name: string;

  @ApiProperty({ example: 183204, description: 'In bytes.' })
  @Max(TERABYTE)
  @Min(1, { message: 'must be 1 at least: an empty file cannot be sent' })
  @IsInt({ message: 'must be a whole number' })
  size: number;
}

export class FileMeasuresDto implements FileMeasures {
  @ApiPropertyOptional({ example: 1600 })
  @MayBeAbsent()
  @Max(FILE_LIMITS.sideMax)
  @Min(1)
  @IsInt()
  width?: number;

  @ApiPropertyOptional({ example: 1200 })
  @MayBeAbsent()
  @Max(FILE_LIMITS.sideMax)
  @Min(1)
  @IsInt()
  height?: number;

  @ApiPropertyOptional({ example: 4200 })
  @MayBeAbsent()
  @Max(FILE_LIMITS.durationMsMax)
  @Min(1)
  @IsInt()
  durationMs?: number;

  @ApiPropertyOptional({
    example: 'A red kettle',
    description: 'What it shows, for those who do not see it. Empty: nothing is said of it any more.',
  })
  @MayBeAbsent()
  @IsReadableText(FILE_LIMITS.altMax, { mayBeEmptyWith: 'alt' })
  @Transform(trimmed)
  alt?: string;

  @ApiPropertyOptional({
    example: '0027cfb41',
    description:
      'Of a voice message, and makes it one: how loud it is from beginning to end, in even steps, each a digit from 0 to f.',
  })
  @MayBeAbsent()
  @Matches(WAVEFORM, { message: `must have 1 to ${String(FILE_LIMITS.waveformMax)} digits from 0 to f` })
  @IsString()
  waveform?: string;
}

export class FileCopyDto {
  @IsId()
  id: string;

  @ApiProperty({ enum: COPY_NAMES })
  @IsIn(COPY_NAMES)
  copy: CopyName;
}

export class FileDescribeDto implements FileDescribe {
  @IsId()
  roomId: string;

  @IsId()
  messageId: string;

  @IsId()
  fileId: string;

  @IsReadableText(FILE_LIMITS.altMax, { mayBeEmptyWith: 'fileId' })
  @Transform(trimmed)
  alt: string;
}

export class FileQueryDto {
  @ApiPropertyOptional({ enum: ['1'], description: 'It is kept, not shown.' })
  @MayBeAbsent()
  @IsIn(['1'])
  download?: '1';
}

export class UploadStateDto implements UploadState {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 2_300_000, description: 'In bytes.' }) size: number;
  @ApiProperty({ example: FILE_LIMITS.partBytes, description: 'Of each part but the last one.' })
  partBytes: number;
  @ApiProperty({ type: [Number], example: [0, 1], description: 'The parts that are there, from 0.' })
  stored: number[];
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string', format: 'uri' },
    description:
      'Where the next parts are to be put instead, without a login and each with its exact size; ask again for those of the others.',
  })
  urls?: Record<string, string>;
  @ApiPropertyOptional({ type: AttachmentDto, description: 'When it is complete.' }) file?: AttachmentDto;
}
