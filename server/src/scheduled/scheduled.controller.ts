import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { ScheduledMessage, UserRef } from '@chatket/contract';
import { Actor, ApiFailures, ForGuests } from '../http/index.js';
import {
  RescheduleBodyDto,
  ScheduleBodyDto,
  ScheduledIdDto,
  ScheduledMessageDto,
  ScheduleRoomDto,
} from './scheduled.dto.js';
import { ScheduledMessages } from './scheduled-messages.js';

@ApiTags('scheduled')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@Controller()
export class ScheduledController {
  constructor(private readonly scheduled: ScheduledMessages) {}

  @Post('rooms/:id/scheduled')
  @ForGuests()
  @ApiOperation({
    summary: 'Have a message sent later. Rights and rules are those of the time when it is sent.',
  })
  @ApiCreatedResponse({ type: ScheduledMessageDto })
  @ApiFailures(
    'VALIDATION',
    'ROOM_NOT_FOUND',
    'NOT_A_MEMBER',
    'READ_ONLY',
    'BANNED',
    'ROOM_ARCHIVED',
    'MESSAGE_NOT_FOUND',
    'CONFIRM_REQUIRED',
    'LIMIT_REACHED',
    'TOO_MANY_REQUESTS',
  )
  add(
    @Actor() actor: UserRef,
    @Param() { id }: ScheduleRoomDto,
    @Body() body: ScheduleBodyDto,
  ): Promise<ScheduledMessage> {
    return this.scheduled.add(actor, id, body);
  }

  @Get('scheduled')
  @ForGuests()
  @ApiOperation({ summary: 'The messages that I have scheduled and that are not sent, the next one first.' })
  @ApiOkResponse({ type: [ScheduledMessageDto] })
  list(@Actor() actor: UserRef): Promise<ScheduledMessage[]> {
    return this.scheduled.list(actor);
  }

  @Patch('scheduled/:scheduledId')
  @ForGuests()
  @ApiOperation({ summary: 'Change the text or the time of one, also of one that could not be sent.' })
  @ApiOkResponse({ type: ScheduledMessageDto })
  @ApiFailures('VALIDATION', 'NOT_FOUND', 'CONFLICT', 'CONFIRM_REQUIRED', 'TOO_MANY_REQUESTS')
  change(
    @Actor() actor: UserRef,
    @Param() { scheduledId }: ScheduledIdDto,
    @Body() body: RescheduleBodyDto,
  ): Promise<ScheduledMessage> {
    return this.scheduled.change(actor, scheduledId, body);
  }

  @Delete('scheduled/:scheduledId')
  @HttpCode(204)
  @ForGuests()
  @ApiOperation({ summary: 'Do not send it. Twice is once; one that is on its way is a conflict.' })
  @ApiNoContentResponse()
  @ApiFailures('VALIDATION', 'CONFLICT', 'TOO_MANY_REQUESTS')
  remove(@Actor() actor: UserRef, @Param() { scheduledId }: ScheduledIdDto): Promise<void> {
    return this.scheduled.remove(actor, scheduledId);
  }
}
