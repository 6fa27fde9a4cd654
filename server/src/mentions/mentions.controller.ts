import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { MentionsPage, UserRef } from '@chatket/contract';
import { Actor, ApiFailures, ForGuests } from '../http/index.js';
import { ListMentions } from './list-mentions.js';
import { ListMentionsDto, MentionsPageDto } from './mentions.dto.js';

@ApiTags('mentions')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@Controller('mentions')
export class MentionsController {
  constructor(private readonly mentions: ListMentions) {}

  @Get()
  @ForGuests()
  @ApiOperation({ summary: 'The messages that speak to me, the newest first: those I may read now.' })
  @ApiOkResponse({ type: MentionsPageDto })
  @ApiFailures('VALIDATION')
  list(@Actor() actor: UserRef, @Query() query: ListMentionsDto): Promise<MentionsPage> {
    return this.mentions.run(actor, query);
  }
}
