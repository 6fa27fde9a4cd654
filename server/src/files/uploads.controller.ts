import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Req } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Attachment, UploadState, UserRef } from '@chatket/contract';
import type { Request } from 'express';
import { AttachmentDto } from '../chat/message/index.js';
import { Actor, ApiFailures, ForGuests, OfParts } from '../http/index.js';
import {
  FileMeasuresDto,
  UploadIdDto,
  UploadPartDto,
  UploadRoomDto,
  UploadStartDto,
  UploadStateDto,
} from './files.dto.js';
import { Uploads } from './uploads.js';

@ApiTags('files')
@ApiBearerAuth()
@ApiFailures('VALIDATION', 'UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@Controller()
export class UploadsController {
  constructor(private readonly uploads: Uploads) {}

  @Post('rooms/:id/uploads')
  @ApiOperation({
    summary:
      'Begin to upload a file for a message in this room, or go on: the same id is the same upload. What is sent nowhere is forgotten after a day.',
  })
  @ApiCreatedResponse({ type: UploadStateDto })
  @ApiFailures(
    'NOT_A_MEMBER',
    'MUTED',
    'BLOCKED_BY_RULE',
    'ROOM_NOT_FOUND',
    'ROOM_ARCHIVED',
    'CONFLICT',
    'LIMIT_REACHED',
    'PAYLOAD_TOO_LARGE',
    'TOO_MANY_REQUESTS',
    'QUOTA_REACHED',
    'STORAGE_FULL',
    'DRAINING',
  )
  begin(
    @Actor() actor: UserRef,
    @Param() { id }: UploadRoomDto,
    @Body() body: UploadStartDto,
  ): Promise<UploadState> {
    return this.uploads.begin(actor, id, body);
  }

  @Get('uploads/:id')
  @ForGuests()
  @ApiOperation({ summary: 'How far an upload of mine is.' })
  @ApiOkResponse({ type: UploadStateDto })
  @ApiFailures('NOT_FOUND')
  state(@Actor() actor: UserRef, @Param() { id }: UploadIdDto): Promise<UploadState> {
    return this.uploads.state(actor, id);
  }

  @Put('uploads/:id/parts/:part')
  @HttpCode(204)
  @OfParts()
  @ForGuests()
  @ApiOperation({
    summary: 'A part of an upload, whole: `partBytes`, the last one what is left. Twice is once.',
  })
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiNoContentResponse()
  @ApiFailures('NOT_FOUND', 'TOO_MANY_REQUESTS', 'STORAGE_FULL', 'DRAINING')
  put(@Actor() actor: UserRef, @Param() { id, part }: UploadPartDto, @Req() request: Request): Promise<void> {
    const told = request.headers['content-length'];
    return this.uploads.put(actor, id, part, request, told === undefined ? undefined : Number(told));
  }

  @Post('uploads/:id/complete')
  @HttpCode(200)
  @ForGuests()
  @ApiOperation({
    summary:
      'Make a file of the parts. Twice is once. Pictures are cleaned of what they tell besides themselves, as where they were taken.',
  })
  @ApiOkResponse({ type: AttachmentDto })
  @ApiFailures(
    'BLOCKED_BY_RULE',
    'NOT_FOUND',
    'UPLOAD_INCOMPLETE',
    'PAYLOAD_TOO_LARGE',
    'PICTURE_UNREADABLE',
    'FILE_HARMFUL',
    'PICTURE_FAILED',
    'TOO_MANY_REQUESTS',
    'QUOTA_REACHED',
    'STORAGE_FULL',
    'DRAINING',
  )
  complete(
    @Actor() actor: UserRef,
    @Param() { id }: UploadIdDto,
    @Body() body: FileMeasuresDto,
  ): Promise<Attachment> {
    return this.uploads.complete(actor, id, body);
  }

  @Delete('uploads/:id')
  @HttpCode(204)
  @ForGuests()
  @ApiOperation({ summary: 'Forget an upload of mine. Twice is once; what was sent stays.' })
  @ApiNoContentResponse()
  @ApiFailures('TOO_MANY_REQUESTS')
  cancel(@Actor() actor: UserRef, @Param() { id }: UploadIdDto): Promise<void> {
    return this.uploads.cancel(actor, id);
  }
}
