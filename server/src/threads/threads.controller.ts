import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { LIMITS, type ThreadItem, type ThreadPage, type UserRef } from '@chatket/contract';
import { Actor, ApiFailures, ForGuests } from '../http/index.js';
import { Threads } from './threads.js';
import {
  ListThreadsDto,
  ThreadItemDto,
  ThreadPageDto,
  ThreadPageQueryDto,
  ThreadPlaceDto,
  ThreadsRoomDto,
} from './threads.dto.js';

@ApiTags('threads')
@ApiBearerAuth()
@ApiFailures('VALIDATION', 'UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@Controller()
export class ThreadsController {
  constructor(private readonly threads: Threads) {}

  @Get('threads')
  @ForGuests()
  @ApiOperation({
    summary: `The threads I follow, of all rooms, the one with the last reply first; at most ${String(LIMITS.threadsListed)}.`,
  })
  @ApiOkResponse({ type: [ThreadItemDto] })
  followed(@Actor() actor: UserRef, @Query() { unread }: ListThreadsDto): Promise<ThreadItem[]> {
    return this.threads.followed(actor, unread);
  }

  @Get('rooms/:id/threads')
  @ApiOperation({
    summary: `The threads of a room, the one with the last reply first; at most ${String(LIMITS.threadsListed)}.`,
  })
  @ApiOkResponse({ type: [ThreadItemDto] })
  @ApiFailures('NOT_A_MEMBER', 'ROOM_NOT_FOUND')
  ofRoom(@Actor() actor: UserRef, @Param() { id }: ThreadsRoomDto): Promise<ThreadItem[]> {
    return this.threads.ofRoom(actor, id);
  }

  @Get('rooms/:id/threads/:rootId/messages')
  @ApiOperation({ summary: 'What is said in a thread: the last replies, or those before a seq.' })
  @ApiOkResponse({ type: ThreadPageDto })
  @ApiFailures('NOT_A_MEMBER', 'ROOM_NOT_FOUND', 'THREAD_NOT_FOUND')
  page(
    @Actor() actor: UserRef,
    @Param() { id, rootId }: ThreadPlaceDto,
    @Query() query: ThreadPageQueryDto,
  ): Promise<ThreadPage> {
    return this.threads.page(actor, { roomId: id, rootId }, query);
  }
}
