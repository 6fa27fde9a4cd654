import { Controller, Delete, Get, HttpCode, Ip, Param, Put, Req, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import type { Profile, Room, UserRef } from '@chatket/contract';
import type { Request, Response } from 'express';
import { Actor, ApiFailures, Public } from '../http/index.js';
import { ProfileDto, ProfilesService } from '../profiles/index.js';
import { RoomDto, RoomIdDto, RoomSettings } from '../rooms/index.js';
import { ChangePictures } from './change-pictures.js';
import { PictureOfPersonDto } from './pictures.dto.js';
import { ReadPictures } from './read-pictures.js';

const WEBP = { 'image/webp': { schema: { type: 'string', format: 'binary' } } } as const;
const BYTES = { schema: { type: 'string', format: 'binary' } } as const;
const TAKEN =
  'JPEG, PNG, WebP, GIF or AVIF, a megabyte at most; a square of its middle is kept, 256 pixels wide, and nothing else of it.';

@ApiTags('pictures')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@Controller()
export class PicturesController {
  constructor(
    private readonly changes: ChangePictures,
    private readonly pictures: ReadPictures,
    private readonly profiles: ProfilesService,
    private readonly settings: RoomSettings,
  ) {}

  @Put('me/picture')
  @ApiOperation({ summary: `Show a picture of mine to those who share a room with me. ${TAKEN}` })
  @ApiConsumes('application/octet-stream')
  @ApiBody(BYTES)
  @ApiOkResponse({ type: ProfileDto })
  @ApiFailures('VALIDATION', 'NOT_FOUND', 'PAYLOAD_TOO_LARGE', 'PICTURE_UNREADABLE', 'PICTURE_FAILED')
  @ApiFailures('TOO_MANY_REQUESTS', 'STORAGE_FULL', 'DRAINING')
  setMine(@Actor() actor: UserRef, @Req() request: Request): Promise<Profile> {
    return this.changes.setMine(actor, request);
  }

  @Delete('me/picture')
  @ApiOperation({ summary: 'Show none any more. Twice is once.' })
  @ApiOkResponse({ type: ProfileDto })
  @ApiFailures('NOT_FOUND', 'TOO_MANY_REQUESTS')
  removeMine(@Actor() actor: UserRef): Promise<Profile> {
    return this.changes.removeMine(actor);
  }

  @Delete('server/people/:userId/picture')
  @HttpCode(204)
  @ApiOperation({
    summary:
      'Take somebody’s picture away; for those who run the server and are more on it than they are. Audited. Twice is once.',
  })
  @ApiNoContentResponse()
  @ApiFailures('VALIDATION', 'FORBIDDEN', 'NOT_FOUND', 'TOO_MANY_REQUESTS')
  remove(@Actor() actor: UserRef, @Param() { userId }: PictureOfPersonDto): Promise<void> {
    return this.profiles.removePicture(actor, userId);
  }

  @Put('rooms/:id/picture')
  @ApiOperation({ summary: `Give the room a picture; for its admins. ${TAKEN}` })
  @ApiConsumes('application/octet-stream')
  @ApiBody(BYTES)
  @ApiOkResponse({ type: RoomDto })
  @ApiFailures(
    'VALIDATION',
    'ROOM_NOT_FOUND',
    'NOT_A_MEMBER',
    'FORBIDDEN',
    'BANNED',
    'MUTED',
    'ROOM_ARCHIVED',
  )
  @ApiFailures('PAYLOAD_TOO_LARGE', 'PICTURE_UNREADABLE', 'PICTURE_FAILED')
  @ApiFailures('TOO_MANY_REQUESTS', 'STORAGE_FULL', 'DRAINING')
  setRoom(@Actor() actor: UserRef, @Param() { id }: RoomIdDto, @Req() request: Request): Promise<Room> {
    return this.changes.setRoom(actor, id, request);
  }

  @Delete('rooms/:id/picture')
  @ApiOperation({ summary: 'Show its icon again, for its admins. Twice is once.' })
  @ApiOkResponse({ type: RoomDto })
  @ApiFailures(
    'VALIDATION',
    'ROOM_NOT_FOUND',
    'NOT_A_MEMBER',
    'FORBIDDEN',
    'BANNED',
    'MUTED',
    'ROOM_ARCHIVED',
  )
  @ApiFailures('TOO_MANY_REQUESTS')
  removeRoom(@Actor() actor: UserRef, @Param() { id }: RoomIdDto): Promise<Room> {
    return this.settings.setPicture(actor, id, null);
  }

  @Public()
  @Get('files/pictures/:key/256')
  @ApiParam({ name: 'key', type: String, description: 'As `picture` of a person or a room has it.' })
  @ApiOperation({
    summary:
      'The picture of a person or a room, for whoever is told of them: by a token, or by the cookie for files. It never changes.',
  })
  @ApiOkResponse({ content: WEBP })
  @ApiFailures('NOT_FOUND')
  read(@Param('key') key: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.pictures.answer(key, request, response);
  }

  @Public()
  @Get('invites/:token/picture')
  @ApiParam({ name: 'token', type: String })
  @ApiOperation({
    summary: 'The picture of the room that a link leads to, also for those who are not logged in.',
  })
  @ApiOkResponse({ content: WEBP })
  @ApiFailures('INVITE_INVALID', 'NOT_FOUND', 'TOO_MANY_REQUESTS')
  readByLink(@Param('token') token: string, @Ip() ip: string, @Res() response: Response): Promise<void> {
    return this.pictures.answerToLink(token, ip, response);
  }
}
