import {
  type AskExportBody,
  EXPORT_LANGUAGES,
  EXPORT_STATES,
  type ExportLanguage,
  type MyExport,
} from '@chatket/contract';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { IsId } from '../common/index.js';

export class AskExportDto implements AskExportBody {
  @ApiProperty({ enum: EXPORT_LANGUAGES, description: 'What its pages are written in.' })
  @IsIn(EXPORT_LANGUAGES)
  language: ExportLanguage;
}

export class ExportIdDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  id: string;
}

export class MyExportDto implements MyExport {
  @ApiProperty({ enum: EXPORT_STATES }) state: MyExport['state'];
  @ApiPropertyOptional({ format: 'uuid', description: 'Of the file that can be downloaded.' }) id?: string;
  @ApiPropertyOptional({ format: 'date-time' }) askedAt?: string;
  @ApiPropertyOptional({ format: 'date-time' }) readyAt?: string;
  @ApiPropertyOptional({ format: 'date-time', description: 'When it goes.' }) expiresAt?: string;
  @ApiPropertyOptional({ type: 'integer', description: 'In bytes.' }) size?: number;
  @ApiPropertyOptional({
    format: 'date-time',
    description: 'From when on I can ask for another one; missing: now, unless one is under way.',
  })
  nextAt?: string;
}
