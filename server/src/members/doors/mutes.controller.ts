import { Body, Controller, Delete, HttpCode, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { MemberMuted, UserRef } from '@chatket/contract';
import { Actor, ApiFailures } from '../../http/index.js';
import { MemberIdDto, MemberMutedDto, MuteDto } from './members.dto.js';
import { Mutes } from './mutes.js';

@ApiTags('members')
@ApiBearerAuth()
@ApiFailures('VALIDATION', 'UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE', 'TOO_MANY_REQUESTS')
@ApiFailures('NOT_A_MEMBER', 'BANNED', 'FORBIDDEN')
@ApiFailures('ROOM_NOT_FOUND', 'NOT_FOUND')
@Controller('rooms/:id/members/:userId/mute')
export class MutesController {
  constructor(private readonly mutes: Mutes) {}

  @Put()
  @ApiOperation({ summary: 'Take the word of somebody with a lower role for a while; only they hear of it.' })
  @ApiOkResponse({ type: MemberMutedDto })
  mute(
    @Actor() actor: UserRef,
    @Param() { id, userId }: MemberIdDto,
    @Body() body: MuteDto,
  ): Promise<MemberMuted> {
    return this.mutes.mute(actor, id, { ...body, userId });
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'Give it back before its time.' })
  @ApiNoContentResponse()
  unmute(@Actor() actor: UserRef, @Param() { id, userId }: MemberIdDto): Promise<void> {
    return this.mutes.unmute(actor, id, userId);
  }
}
