import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { NEXT_CURSOR_HEADER, type ServerPerson, type UserRef } from '@chatket/contract';
import type { Response } from 'express';
import { Actor, ApiFailures } from '../http/index.js';
import { ServerPeopleDto, ServerPersonDto } from './admin.dto.js';
import { ListServerPeople } from './list-server-people.js';

@ApiTags('server')
@ApiBearerAuth()
@ApiFailures('VALIDATION', 'UNAUTHENTICATED', 'TOKEN_EXPIRED', 'FORBIDDEN', 'UNAVAILABLE')
@Controller('server/people')
export class ServerPeopleController {
  constructor(private readonly people: ListServerPeople) {}

  @Get()
  @ApiOperation({
    summary:
      'Everybody who has an account, by name: what they are on the server, and whether they are muted. For those who run it.',
  })
  @ApiOkResponse({
    type: [ServerPersonDto],
    headers: { [NEXT_CURSOR_HEADER]: { description: 'Missing on the last page.' } },
  })
  async list(
    @Actor() actor: UserRef,
    @Query() query: ServerPeopleDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ServerPerson[]> {
    const { people, nextCursor } = await this.people.page(actor, query);
    if (nextCursor !== undefined) response.setHeader(NEXT_CURSOR_HEADER, nextCursor);
    return people;
  }
}
