import { Controller, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { HiddenText, MessageRevision, UserRef } from '@chatket/contract';
import { Actor, ApiFailures } from '../http/index.js';
import { EditMessages } from './edit-messages.js';
import { HiddenTextDto, MessageIdDto, MessageRevisionDto } from './edits.dto.js';
import { HideMessages } from './hide-messages.js';

@ApiTags('messages')
@ApiBearerAuth()
@ApiFailures(
  'VALIDATION',
  'UNAUTHENTICATED',
  'TOKEN_EXPIRED',
  'NOT_A_MEMBER',
  'MESSAGE_NOT_FOUND',
  'UNAVAILABLE',
)
@Controller('messages/:id')
export class EditsController {
  constructor(
    private readonly edits: EditMessages,
    private readonly hiding: HideMessages,
  ) {}

  @Get('revisions')
  @ApiOperation({ summary: 'The last 100 texts a message had before, oldest first. None of a deleted one.' })
  @ApiOkResponse({ type: [MessageRevisionDto] })
  list(@Actor() actor: UserRef, @Param() { id }: MessageIdDto): Promise<MessageRevision[]> {
    return this.edits.revisions(actor, id);
  }

  @Get('hidden')
  @ApiOperation({ summary: 'What a hidden message says; for moderators of its room.' })
  @ApiOkResponse({ type: HiddenTextDto })
  @ApiFailures('FORBIDDEN')
  look(@Actor() actor: UserRef, @Param() { id }: MessageIdDto): Promise<HiddenText> {
    return this.hiding.look(actor, id);
  }
}
