import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { HeldMessage, UserRef } from '@chatket/contract';
import { Actor, ApiFailures } from '../../http/index.js';
import { HeldKeyDto, HeldMessageDto, HeldOutcomeDto, HeldRoomDto, HeldTargetDto } from './held.dto.js';
import { HeldMessages } from './held-messages.js';

@ApiTags('moderation')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@ApiFailures('VALIDATION', 'ROOM_NOT_FOUND', 'NOT_A_MEMBER', 'BANNED')
@Controller('rooms/:id/held')
export class HeldController {
  constructor(private readonly held: HeldMessages) {}

  @Get()
  @ApiOperation({ summary: 'The messages that wait for a moderator, the oldest first; for moderators.' })
  @ApiOkResponse({ type: [HeldMessageDto] })
  @ApiFailures('FORBIDDEN')
  list(@Actor() actor: UserRef, @Param() { id }: HeldRoomDto): Promise<HeldMessage[]> {
    return this.held.list(actor, id);
  }

  @Put(':heldId/outcome')
  @HttpCode(204)
  @ApiOperation({ summary: 'Let it into the room as its author’s, under the same key, or refuse it.' })
  @ApiNoContentResponse()
  @ApiFailures('FORBIDDEN', 'NOT_FOUND', 'CONFLICT', 'TOO_MANY_REQUESTS')
  decide(
    @Actor() actor: UserRef,
    @Param() { id, heldId }: HeldTargetDto,
    @Body() { outcome }: HeldOutcomeDto,
  ): Promise<void> {
    return this.held.decide(actor, id, heldId, outcome);
  }

  @Delete(':clientMsgId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take a message of one’s own back while it waits.' })
  @ApiNoContentResponse()
  @ApiFailures('TOO_MANY_REQUESTS')
  withdraw(@Actor() actor: UserRef, @Param() { id, clientMsgId }: HeldKeyDto): Promise<void> {
    return this.held.withdraw(actor, id, clientMsgId);
  }
}
