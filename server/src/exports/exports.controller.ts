import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { MyExport, UserRef } from '@chatket/contract';
import { Actor, ActorLogin, ApiFailures, type LoginOfRequest } from '../http/index.js';
import { AskExportDto, MyExportDto } from './exports.dto.js';
import { PersonalExports } from './personal-exports.js';

@ApiTags('users')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'NOT_FOR_GUESTS', 'UNAVAILABLE')
@Controller('me/export')
export class ExportsController {
  constructor(private readonly exports: PersonalExports) {}

  @Get()
  @ApiOperation({ summary: 'Whether there is a file with all that the server keeps about me.' })
  @ApiOkResponse({ type: MyExportDto })
  read(@Actor() actor: UserRef): Promise<MyExport> {
    return this.exports.read(actor);
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Ask for a file with all that the server keeps about me, within minutes of a login. It is made behind the answer, and I am told when it is ready; one a day.',
  })
  @ApiOkResponse({ type: MyExportDto })
  @ApiFailures('VALIDATION', 'FRESH_LOGIN', 'LIMIT_REACHED', 'TOO_MANY_REQUESTS')
  ask(
    @Actor() actor: UserRef,
    @ActorLogin() { sessionId }: LoginOfRequest,
    @Body() { language }: AskExportDto,
  ): Promise<MyExport> {
    return this.exports.ask(actor, language, sessionId);
  }
}
