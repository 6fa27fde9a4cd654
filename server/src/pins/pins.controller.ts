import { Controller, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { LIMITS, type Message, type UserRef } from '@chatket/contract';
import { MessageDto } from '../chat/message/index.js';
import { Actor, ApiFailures } from '../http/index.js';
import { PinMessages } from './pin-messages.js';
import { PinsRoomDto } from './pins.dto.js';

@ApiTags('messages')
@ApiBearerAuth()
@Controller('rooms/:id/pins')
export class PinsController {
  constructor(private readonly pins: PinMessages) {}

  @Get()
  @ApiOperation({
    summary: `What is pinned in a room, the newest pin first; at most ${String(LIMITS.pinsMax)}.`,
  })
  @ApiOkResponse({ type: [MessageDto] })
  @ApiFailures(
    'VALIDATION',
    'UNAUTHENTICATED',
    'TOKEN_EXPIRED',
    'NOT_A_MEMBER',
    'ROOM_NOT_FOUND',
    'UNAVAILABLE',
  )
  list(@Actor() actor: UserRef, @Param() { id }: PinsRoomDto): Promise<Message[]> {
    return this.pins.list(actor, id);
  }
}
