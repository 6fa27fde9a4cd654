import { Controller, Delete, Get, HttpCode, Param, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Ban, NEXT_CURSOR_HEADER, type UserRef } from '@chatket/contract';
import type { Response } from 'express';
import { Actor, ApiFailures } from '../../http/index.js';
import { BanDto } from './bans.dto.js';
import { Bans } from './bans.js';
import { ListPageDto, MemberIdDto, MembersRoomDto } from './members.dto.js';

@ApiTags('members')
@ApiBearerAuth()
@ApiFailures('VALIDATION', 'UNAUTHENTICATED', 'TOKEN_EXPIRED', 'ROOM_NOT_FOUND', 'UNAVAILABLE')
@ApiFailures('NOT_A_MEMBER', 'BANNED', 'FORBIDDEN')
@Controller('rooms/:id/bans')
export class BansController {
  constructor(private readonly bans: Bans) {}

  @Get()
  @ApiOperation({
    summary: 'Who may not come in, by whom, until when and why; the newest first, for moderators.',
  })
  @ApiOkResponse({
    type: [BanDto],
    headers: { [NEXT_CURSOR_HEADER]: { description: 'Missing on the last page.' } },
  })
  async list(
    @Actor() actor: UserRef,
    @Param() { id }: MembersRoomDto,
    @Query() query: ListPageDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Ban[]> {
    const { bans, nextCursor } = await this.bans.page(actor, id, query);
    if (nextCursor !== undefined) response.setHeader(NEXT_CURSOR_HEADER, nextCursor);
    return bans;
  }

  @Delete(':userId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Let somebody come in again.' })
  @ApiNoContentResponse()
  @ApiFailures('FIXED_PEOPLE', 'TOO_MANY_REQUESTS')
  lift(@Actor() actor: UserRef, @Param() { id, userId }: MemberIdDto): Promise<void> {
    return this.bans.lift(actor, id, userId);
  }
}
