import { Body, Controller, Delete, HttpCode, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { SavedMessage, UserRef } from '@chatket/contract';
import { Actor, ApiFailures, ForGuests } from '../http/index.js';
import { SavedMessageDto } from '../saved/index.js';
import { RemindBodyDto, RemindIdDto } from './reminders.dto.js';
import { Reminders } from './reminders.js';

@ApiTags('saved')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@Controller('reminders')
export class RemindersController {
  constructor(private readonly reminders: Reminders) {}

  @Put(':id')
  @ForGuests()
  @ApiOperation({
    summary: 'Remind me of a message, which is saved with that. Another time replaces the one before.',
  })
  @ApiOkResponse({ type: SavedMessageDto })
  @ApiFailures(
    'VALIDATION',
    'NOT_A_MEMBER',
    'MESSAGE_NOT_FOUND',
    'MESSAGE_DELETED',
    'LIMIT_REACHED',
    'TOO_MANY_REQUESTS',
  )
  remind(
    @Actor() actor: UserRef,
    @Param() { id }: RemindIdDto,
    @Body() body: RemindBodyDto,
  ): Promise<SavedMessage> {
    return this.reminders.remind(actor, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @ForGuests()
  @ApiOperation({ summary: 'Do not remind me of it; it stays saved. Twice is once.' })
  @ApiNoContentResponse()
  @ApiFailures('VALIDATION', 'TOO_MANY_REQUESTS')
  forget(@Actor() actor: UserRef, @Param() { id }: RemindIdDto): Promise<void> {
    return this.reminders.forget(actor, id);
  }
}
