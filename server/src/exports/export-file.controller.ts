import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ApiFailures, Public } from '../http/index.js';
import { DownloadExport } from './download-export.js';
import { ExportIdDto } from './exports.dto.js';

@ApiTags('users')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@Controller('files/export')
export class ExportFileController {
  constructor(private readonly download: DownloadExport) {}

  @Public()
  @Get(':id/zip')
  @ApiOperation({
    summary:
      'The file with all that the server keeps about me, for a week: by a token, or by the cookie for files.',
  })
  @ApiOkResponse({
    content: { 'application/zip': { schema: { type: 'string', format: 'binary' } } },
  })
  @ApiFailures('VALIDATION', 'NOT_FOUND')
  read(@Param() { id }: ExportIdDto, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.download.answer(id, request, response);
  }
}
