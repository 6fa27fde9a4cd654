import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { SearchPage, UserRef } from '@chatket/contract';
import { Actor, ApiFailures, ForGuests } from '../http/index.js';
import { SearchDto, SearchPageDto } from './search.dto.js';
import { SearchMessages } from './search-messages.js';

@ApiTags('search')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@Controller('search')
export class SearchController {
  constructor(private readonly messages: SearchMessages) {}

  @Get()
  @ForGuests()
  @ApiOperation({
    summary:
      'Find messages, newest first, among what I may read at this moment. Of what I may not nothing is told.',
  })
  @ApiOkResponse({ type: SearchPageDto })
  @ApiFailures('VALIDATION', 'TOO_MANY_REQUESTS')
  search(@Actor() actor: UserRef, @Query() { q, ...rest }: SearchDto): Promise<SearchPage> {
    return this.messages.run(actor, { text: q, ...rest });
  }
}
