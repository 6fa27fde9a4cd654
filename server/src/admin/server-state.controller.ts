import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ServerState as State, UserRef } from '@chatket/contract';
import { Actor, ApiFailures } from '../http/index.js';
import { JobIdDto, ServerStateDto } from './server-state.dto.js';
import { ServerState } from './server-state.js';

@ApiTags('server')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'FORBIDDEN', 'UNAVAILABLE')
@Controller('server')
export class ServerStateController {
  constructor(private readonly state: ServerState) {}

  @Get('state')
  @ApiOperation({
    summary:
      'Versions, health, and jobs that have failed, without what they are about; for those who run the server.',
  })
  @ApiOkResponse({ type: ServerStateDto })
  read(@Actor() actor: UserRef): Promise<State> {
    return this.state.read(actor);
  }

  @Post('jobs/:jobId/retry')
  @HttpCode(204)
  @ApiOperation({ summary: 'Have a job that has failed tried again now. Written to the audit log.' })
  @ApiNoContentResponse()
  @ApiFailures('VALIDATION', 'NOT_FOUND')
  retry(@Actor() actor: UserRef, @Param() { jobId }: JobIdDto): Promise<void> {
    return this.state.retry(actor, jobId);
  }
}
