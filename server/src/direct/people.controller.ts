import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FoundUser, UserRef } from '@chatket/contract';
import { Actor, ApiFailures } from '../http/index.js';
import { FindPeople } from './find-people.js';
import { FindUsersDto, FoundUserDto } from './direct.dto.js';

@ApiTags('users')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@Controller('users')
export class PeopleController {
  constructor(private readonly people: FindPeople) {}

  @Get('search')
  @ApiOperation({ summary: 'People by name: those whose names begin with it first, twenty at most.' })
  @ApiOkResponse({ type: [FoundUserDto] })
  @ApiFailures('VALIDATION', 'TOO_MANY_REQUESTS')
  find(@Actor() actor: UserRef, @Query() { q }: FindUsersDto): Promise<FoundUser[]> {
    return this.people.run(actor, q);
  }
}
