import { Controller, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { MessageRevision, UserRef } from '@chatket/contract';
import { Actor, ApiFailures } from '../http/index.js';
import { EditMessages } from './edit-messages.js';
import { MessageIdDto, MessageRevisionDto } from './edits.dto.js';

@ApiTags('messages')
@ApiBearerAuth()
@Controller('messages/:id/revisions')
export class EditsController {
  constructor(private readonly edits: EditMessages) {}

  @Get()
  @ApiOperation({ summary: 'The texts a message had before, oldest first. None of a deleted one.' })
  @ApiOkResponse({ type: [MessageRevisionDto] })
  @ApiFailures(
    'VALIDATION',
    'UNAUTHENTICATED',
    'TOKEN_EXPIRED',
    'NOT_A_MEMBER',
    'MESSAGE_NOT_FOUND',
    'UNAVAILABLE',
  )
  list(@Actor() actor: UserRef, @Param() { id }: MessageIdDto): Promise<MessageRevision[]> {
    return this.edits.revisions(actor, id);
  }
}
