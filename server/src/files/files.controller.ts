import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { UserRef } from '@chatket/contract';
import type { Request, Response } from 'express';
import { FileLogins, From, type Visitor } from '../auth/index.js';
import { Actor, ActorLogin, ApiFailures, ForGuests, type LoginOfRequest, Public } from '../http/index.js';
import { FileCopyDto, FileQueryDto, UploadIdDto } from './files.dto.js';
import { ReadFile } from './read-file.js';

@ApiTags('files')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@Controller('files')
export class FilesController {
  constructor(
    private readonly files: ReadFile,
    private readonly logins: FileLogins,
  ) {}

  @Post('cookie')
  @HttpCode(204)
  @ForGuests()
  @ApiOperation({
    summary:
      'Let this browser fetch files by itself, as pictures of a page are: a cookie that reads files only, and ends with my login.',
  })
  @ApiNoContentResponse()
  @ApiFailures('TOO_MANY_REQUESTS')
  keep(
    @Actor() actor: UserRef,
    @ActorLogin() login: LoginOfRequest,
    @From() visitor: Visitor,
    @Res({ passthrough: true }) response: Response,
  ): void {
    const cookie = this.logins.cookieFor(actor, login, visitor);
    response.setHeader('Cache-Control', 'no-store');
    if (cookie !== undefined) response.setHeader('Set-Cookie', cookie);
  }

  @Public()
  @Get(':id')
  @ApiOperation({
    summary:
      'The bytes of a file, for whoever may read its message now: by a token, or by the cookie for files. Parts by `Range`. Pictures, sounds and videos that browsers show without harm say what they are; all others are octets to be kept, and so is everything with `download=1`.',
  })
  @ApiOkResponse({
    description: 'With `Range`, 206 and the part.',
    content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
  })
  @ApiFailures('VALIDATION', 'NOT_FOUND')
  read(
    @Param() { id }: UploadIdDto,
    @Query() { download }: FileQueryDto,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    return this.files.answer({ id, isDownload: download !== undefined }, request, response);
  }

  @Public()
  @Get(':id/:copy')
  @ApiOperation({
    summary:
      'A smaller copy of a picture, as WebP, for whoever may read its message now; where there is a `thumbhash`, there are both. It does not move.',
  })
  @ApiOkResponse({
    description: 'With `Range`, 206 and the part.',
    content: { 'image/webp': { schema: { type: 'string', format: 'binary' } } },
  })
  @ApiFailures('VALIDATION', 'NOT_FOUND')
  readCopy(@Param() wanted: FileCopyDto, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.files.answer(wanted, request, response);
  }
}
