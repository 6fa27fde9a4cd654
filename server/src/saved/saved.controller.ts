import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { SavedMessage, UserRef } from '@chatket/contract';
import { Actor, ApiFailures, ForGuests } from '../http/index.js';
import { SavedMessages } from './saved-messages.js';
import { ListSavedDto, SaveBodyDto, SavedIdDto, SavedMessageDto } from './saved.dto.js';

@ApiTags('saved')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@Controller('saved')
export class SavedController {
  constructor(private readonly saved: SavedMessages) {}

  @Get()
  @ForGuests()
  @ApiOperation({ summary: 'The messages I have saved, the last one first, as they are now.' })
  @ApiOkResponse({ type: [SavedMessageDto] })
  @ApiFailures('VALIDATION')
  list(@Actor() actor: UserRef, @Query() query: ListSavedDto): Promise<SavedMessage[]> {
    return this.saved.list(actor, query);
  }

  @Get('ids')
  @ForGuests()
  @ApiOperation({ summary: 'The ids of all messages that I have saved.' })
  @ApiOkResponse({ type: [String] })
  ids(@Actor() actor: UserRef): Promise<string[]> {
    return this.saved.ids(actor);
  }

  @Put(':id')
  @ForGuests()
  @ApiOperation({ summary: 'Save a message, or change what I noted of it. Twice is once.' })
  @ApiOkResponse({ type: SavedMessageDto })
  @ApiFailures(
    'VALIDATION',
    'NOT_A_MEMBER',
    'MESSAGE_NOT_FOUND',
    'MESSAGE_DELETED',
    'LIMIT_REACHED',
    'TOO_MANY_REQUESTS',
  )
  save(
    @Actor() actor: UserRef,
    @Param() { id }: SavedIdDto,
    @Body() body: SaveBodyDto,
  ): Promise<SavedMessage> {
    return this.saved.save(actor, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @ForGuests()
  @ApiOperation({ summary: 'Let go of a message that I have saved, whatever became of it. Twice is once.' })
  @ApiNoContentResponse()
  @ApiFailures('VALIDATION', 'TOO_MANY_REQUESTS')
  remove(@Actor() actor: UserRef, @Param() { id }: SavedIdDto): Promise<void> {
    return this.saved.remove(actor, id);
  }
}
