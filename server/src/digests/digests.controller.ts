import { Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { ApiFailures, Public } from '../http/index.js';
import { UnsubscribeDto } from './digests.dto.js';
import { Unsubscribing } from './unsubscribing.js';

const PAGE = { content: { 'text/html': { schema: { type: 'string' } } } } as const;
/** The page has a style of its own and a button, and can do nothing else. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

@ApiTags('notifications')
@Controller('digests/off')
export class DigestsController {
  constructor(private readonly unsubscribing: Unsubscribing) {}

  @Public()
  @Get()
  @ApiOperation({ summary: 'Where a mail of what I have missed leads to end these mails: a page that asks.' })
  @ApiOkResponse(PAGE)
  @ApiFailures('VALIDATION', 'NOT_FOUND', 'UNAVAILABLE')
  async ask(@Query() { token }: UnsubscribeDto, @Res() response: Response): Promise<void> {
    show(response, await this.unsubscribing.ask(token));
  }

  @Public()
  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'End these mails, by the link alone: for mail programs, as of RFC 8058, and the page.',
  })
  @ApiOkResponse(PAGE)
  @ApiFailures('VALIDATION', 'NOT_FOUND', 'UNAVAILABLE')
  async end(@Query() { token }: UnsubscribeDto, @Res() response: Response): Promise<void> {
    show(response, await this.unsubscribing.end(token));
  }
}

function show(response: Response, page: string): void {
  response.setHeader('Content-Security-Policy', POLICY);
  response.setHeader('Cache-Control', 'no-store');
  response.type('html').send(page);
}
