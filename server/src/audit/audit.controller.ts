import { Readable } from 'node:stream';
import { Controller, Get, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { AuditCheck, AuditEntry, UserRef } from '@chatket/contract';
import type { Response } from 'express';
import { Actor, ApiFailures } from '../http/index.js';
import { toCsv } from './audit-csv.js';
import { AuditLog } from './audit-log.js';
import {
  AuditCheckDto,
  AuditCheckQueryDto,
  AuditEntryDto,
  AuditQueryDto,
  AuditRoomDto,
  ServerAuditQueryDto,
} from './audit.dto.js';

@ApiTags('audit')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@Controller()
export class AuditController {
  constructor(private readonly audit: AuditLog) {}

  @Get('audit')
  @ApiOperation({
    summary: 'What was done with rights that others do not have, newest first; for server admins.',
  })
  @ApiOkResponse({ type: [AuditEntryDto] })
  @ApiFailures('VALIDATION', 'FORBIDDEN')
  async ofServer(
    @Actor() actor: UserRef,
    @Query() query: ServerAuditQueryDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AuditEntry[] | StreamableFile> {
    if (query.format === 'json') return this.audit.ofServer(actor, query);
    return table(await this.audit.allOfServer(actor, query), response);
  }

  @Get('audit/check')
  @ApiOperation({ summary: 'Whether all of it is as it was written; for server admins.' })
  @ApiOkResponse({ type: AuditCheckDto })
  @ApiFailures('VALIDATION', 'FORBIDDEN')
  check(@Actor() actor: UserRef, @Query() { expected }: AuditCheckQueryDto): Promise<AuditCheck> {
    return this.audit.verify(actor, expected);
  }

  @Get('rooms/:id/audit')
  @ApiOperation({ summary: 'The same of one room; for its admins.' })
  @ApiOkResponse({ type: [AuditEntryDto] })
  @ApiFailures('VALIDATION', 'NOT_A_MEMBER', 'FORBIDDEN', 'ROOM_NOT_FOUND')
  async ofRoom(
    @Actor() actor: UserRef,
    @Param() { id }: AuditRoomDto,
    @Query() query: AuditQueryDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AuditEntry[] | StreamableFile> {
    if (query.format === 'json') return this.audit.ofRoom(actor, id, query);
    return table(await this.audit.allOfRoom(actor, id, query), response);
  }
}

/** A file that is read as it is written. What ends it early is seen: a part is not taken for the whole. */
function table(pages: AsyncIterable<AuditEntry[]>, response: Response): StreamableFile {
  const options = { type: 'text/csv; charset=utf-8', disposition: 'attachment; filename="audit.csv"' };
  return new StreamableFile(Readable.from(toCsv(pages)), options).setErrorHandler(() => {
    response.destroy();
  });
}
