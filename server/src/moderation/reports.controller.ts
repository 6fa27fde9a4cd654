import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Report, UserRef } from '@chatket/contract';
import { Actor, ApiFailures } from '../http/index.js';
import {
  HandleReportDto,
  ListReportsDto,
  ReportBodyDto,
  ReportDto,
  ReportedMessageDto,
  ReportRoomDto,
  ReportTargetDto,
} from './reports.dto.js';
import { Reports } from './reports.js';

@ApiTags('moderation')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@Controller()
export class ReportsController {
  constructor(private readonly reports: Reports) {}

  @Post('messages/:id/report')
  @HttpCode(204)
  @ApiOperation({ summary: 'Ask the moderators to look at a message. Twice is once.' })
  @ApiNoContentResponse()
  @ApiFailures(
    'VALIDATION',
    'NOT_A_MEMBER',
    'FORBIDDEN',
    'MESSAGE_NOT_FOUND',
    'MESSAGE_DELETED',
    'TOO_MANY_REQUESTS',
  )
  report(
    @Actor() actor: UserRef,
    @Param() { id }: ReportedMessageDto,
    @Body() body: ReportBodyDto,
  ): Promise<void> {
    return this.reports.report(actor, id, body);
  }

  @Get('rooms/:id/reports')
  @ApiOperation({ summary: 'What is reported in a room, the oldest first; for its moderators.' })
  @ApiOkResponse({ type: [ReportDto] })
  @ApiFailures('VALIDATION', 'NOT_A_MEMBER', 'FORBIDDEN', 'ROOM_NOT_FOUND')
  list(
    @Actor() actor: UserRef,
    @Param() { id }: ReportRoomDto,
    @Query() { state, after, limit }: ListReportsDto,
  ): Promise<Report[]> {
    return this.reports.list(actor, id, { isOpen: state === 'open', after, limit });
  }

  @Put('rooms/:id/reports/:reportId/outcome')
  @HttpCode(204)
  @ApiOperation({ summary: 'Note what was done about a reported message, and tell whoever reported it.' })
  @ApiNoContentResponse()
  @ApiFailures('VALIDATION', 'NOT_A_MEMBER', 'FORBIDDEN', 'ROOM_NOT_FOUND', 'NOT_FOUND', 'TOO_MANY_REQUESTS')
  handle(
    @Actor() actor: UserRef,
    @Param() { id, reportId }: ReportTargetDto,
    @Body() { outcome }: HandleReportDto,
  ): Promise<void> {
    return this.reports.handle(actor, { roomId: id, reportId }, outcome);
  }

  @Delete('rooms/:id/reports/:reportId/outcome')
  @HttpCode(204)
  @ApiOperation({ summary: 'Open a report again.' })
  @ApiNoContentResponse()
  @ApiFailures('VALIDATION', 'NOT_A_MEMBER', 'FORBIDDEN', 'ROOM_NOT_FOUND', 'NOT_FOUND', 'TOO_MANY_REQUESTS')
  reopen(@Actor() actor: UserRef, @Param() { id, reportId }: ReportTargetDto): Promise<void> {
    return this.reports.handle(actor, { roomId: id, reportId }, undefined);
  }
}
