import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { SharedDraft, UserRef } from '@chatket/contract';
import { Actor, ApiFailures, ForGuests } from '../http/index.js';
import { SharedDraftDto } from './drafts.dto.js';
import { Drafts } from './drafts.js';

@ApiTags('drafts')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@Controller('drafts')
export class DraftsController {
  constructor(private readonly drafts: Drafts) {}

  @Get()
  @ForGuests()
  @ApiOperation({ summary: 'What I have begun to write on any of my devices, the last one first.' })
  @ApiOkResponse({ type: [SharedDraftDto] })
  list(@Actor() actor: UserRef): Promise<SharedDraft[]> {
    return this.drafts.list(actor);
  }
}
