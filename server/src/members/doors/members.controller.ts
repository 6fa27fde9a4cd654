import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Put, Query, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { type Member, NEXT_CURSOR_HEADER, type UserRef } from '@chatket/contract';
import type { Response } from 'express';
import { Actor, ApiFailures } from '../../http/index.js';
import { ChangeMembers } from './change-members.js';
import { ListMembers } from './list-members.js';
import {
  AddMemberDto,
  ChangeMemberDto,
  ListMembersDto,
  MemberDto,
  MemberIdDto,
  MembersRoomDto,
} from './members.dto.js';
import { RemoveMemberDto } from './bans.dto.js';

@ApiTags('members')
@ApiBearerAuth()
@ApiFailures('VALIDATION', 'UNAUTHENTICATED', 'TOKEN_EXPIRED', 'NOT_A_MEMBER', 'BANNED', 'ROOM_NOT_FOUND')
@ApiFailures('UNAVAILABLE')
@Controller('rooms/:id/members')
export class MembersController {
  constructor(
    private readonly members: ListMembers,
    private readonly changes: ChangeMembers,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Who belongs to the room: by role, the highest first, then by name.' })
  @ApiOkResponse({
    type: [MemberDto],
    headers: { [NEXT_CURSOR_HEADER]: { description: 'Missing on the last page.' } },
  })
  async list(
    @Actor() actor: UserRef,
    @Param() { id }: MembersRoomDto,
    @Query() query: ListMembersDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Member[]> {
    const { members, nextCursor } = await this.members.page(actor, id, query);
    if (nextCursor !== undefined) response.setHeader(NEXT_CURSOR_HEADER, nextCursor);
    return members;
  }

  @Get(':userId')
  @ApiOperation({ summary: 'One member.' })
  @ApiOkResponse({ type: MemberDto })
  @ApiFailures('ROOM_NOT_FOUND', 'NOT_FOUND')
  read(@Actor() actor: UserRef, @Param() { id, userId }: MemberIdDto): Promise<Member> {
    return this.members.find(actor, id, userId);
  }

  @Put(':userId')
  @ApiOperation({
    summary: 'Bring somebody in. 201 for a new membership; 200 for one that was there, as it is.',
  })
  @ApiCreatedResponse({ type: MemberDto })
  @ApiOkResponse({ type: MemberDto })
  @ApiFailures('NOT_A_MEMBER', 'BANNED', 'FORBIDDEN')
  @ApiFailures('ROOM_NOT_FOUND', 'NOT_FOUND')
  @ApiFailures('FIXED_PEOPLE', 'ROOM_ARCHIVED', 'CANNOT_OWN', 'TOO_MANY_REQUESTS')
  async add(
    @Actor() actor: UserRef,
    @Param() { id, userId }: MemberIdDto,
    @Body() { role }: AddMemberDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Member> {
    const { member, isNew } = await this.changes.add(actor, id, { userId, role });
    response.status(isNew ? 201 : 200);
    return member;
  }

  @Patch(':userId')
  @ApiOperation({ summary: 'Make a member a moderator, an admin, an owner, or a member again.' })
  @ApiOkResponse({ type: MemberDto })
  @ApiFailures('NOT_A_MEMBER', 'BANNED', 'FORBIDDEN')
  @ApiFailures('ROOM_NOT_FOUND', 'NOT_FOUND')
  @ApiFailures('FIXED_PEOPLE', 'LAST_OWNER', 'CANNOT_OWN', 'TOO_MANY_REQUESTS')
  setRole(
    @Actor() actor: UserRef,
    @Param() { id, userId }: MemberIdDto,
    @Body() { role }: ChangeMemberDto,
  ): Promise<Member> {
    return this.changes.setRole(actor, id, { userId, role });
  }

  @Delete(':userId')
  @HttpCode(204)
  @ApiOperation({
    summary:
      'Put somebody with a lower role out; with `ban` they cannot come back, also whoever is no member.',
  })
  @ApiNoContentResponse()
  @ApiFailures('NOT_A_MEMBER', 'BANNED', 'FORBIDDEN')
  @ApiFailures('ROOM_NOT_FOUND', 'NOT_FOUND')
  @ApiFailures('FIXED_PEOPLE', 'TOO_MANY_REQUESTS')
  remove(
    @Actor() actor: UserRef,
    @Param() { id, userId }: MemberIdDto,
    @Body() body: RemoveMemberDto,
  ): Promise<void> {
    return this.changes.remove(actor, id, { ...body, userId });
  }
}
