import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type {
  AlertPage,
  MyNotices,
  NoticeSettings,
  NoticeWhy,
  RoomNotices,
  UserRef,
  WhyUnread,
} from '@chatket/contract';
import { Actor, ApiFailures, ForGuests } from '../http/index.js';
import { AlertPageDto, ListAlertsDto, ReadAlertsBodyDto } from './alerts.dto.js';
import { Alerts } from './alerts.js';
import {
  MyNoticesDto,
  NoticeSettingsBodyDto,
  NoticeSettingsDto,
  RoomNoticeIdDto,
  RoomNoticesBodyDto,
  RoomNoticesDto,
} from './notice-settings.dto.js';
import { NoticeSettingsService } from './notice-settings.js';
import { MessageNoticeIdDto, NoticeWhyDto, WhyUnreadDto } from './why.dto.js';
import { Why } from './why.js';

@ApiTags('notifications')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@Controller()
export class NotificationsController {
  constructor(
    private readonly settings: NoticeSettingsService,
    private readonly alerts: Alerts,
    private readonly why: Why,
  ) {}

  @Get('me/notifications')
  @ForGuests()
  @ApiOperation({ summary: 'What I want to be told of, on all my devices, and how much I have not read.' })
  @ApiOkResponse({ type: MyNoticesDto })
  read(@Actor() actor: UserRef): Promise<MyNotices> {
    return this.settings.read(actor);
  }

  @Patch('me/notifications')
  @ForGuests()
  @ApiOperation({ summary: 'Change what I want to be told of; what is left out stays.' })
  @ApiOkResponse({ type: NoticeSettingsDto })
  @ApiFailures('VALIDATION', 'TOO_MANY_REQUESTS')
  change(@Actor() actor: UserRef, @Body() body: NoticeSettingsBodyDto): Promise<NoticeSettings> {
    return this.settings.change(actor, body);
  }

  @Patch('rooms/:id/notifications')
  @ApiOperation({
    summary: 'Change what I want to be told of in a room, or mute it; what is left out stays.',
  })
  @ApiOkResponse({ type: RoomNoticesDto })
  @ApiFailures('VALIDATION', 'NOT_A_MEMBER', 'ROOM_NOT_FOUND', 'TOO_MANY_REQUESTS')
  changeRoom(
    @Actor() actor: UserRef,
    @Param() { id }: RoomNoticeIdDto,
    @Body() body: RoomNoticesBodyDto,
  ): Promise<RoomNotices> {
    return this.settings.changeRoom(actor, id, body);
  }

  @Get('alerts')
  @ForGuests()
  @ApiOperation({ summary: 'What I was told of in the last 90 days, newest first; without what is gone.' })
  @ApiOkResponse({ type: AlertPageDto })
  @ApiFailures('VALIDATION')
  list(@Actor() actor: UserRef, @Query() query: ListAlertsDto): Promise<AlertPage> {
    return this.alerts.list(actor, query);
  }

  @Post('alerts/read')
  @HttpCode(204)
  @ForGuests()
  @ApiOperation({ summary: 'Mark one of them as read, or all. The rooms stay as they are. Twice is once.' })
  @ApiNoContentResponse()
  @ApiFailures('VALIDATION', 'TOO_MANY_REQUESTS')
  readAlerts(@Actor() actor: UserRef, @Body() body: ReadAlertsBodyDto): Promise<void> {
    return this.alerts.read(actor, body);
  }

  @Get('messages/:id/why')
  @ApiOperation({ summary: 'Why I was told of a message, or was not: the rule, and where it is set.' })
  @ApiOkResponse({ type: NoticeWhyDto })
  @ApiFailures('VALIDATION', 'NOT_A_MEMBER', 'MESSAGE_NOT_FOUND')
  whyNotified(@Actor() actor: UserRef, @Param() { id }: MessageNoticeIdDto): Promise<NoticeWhy> {
    return this.why.notified(actor, id);
  }

  @Get('rooms/:id/why-unread')
  @ApiOperation({
    summary: 'Why a room is unread: the first messages that are counted, each with its cause.',
  })
  @ApiOkResponse({ type: WhyUnreadDto })
  @ApiFailures('VALIDATION', 'NOT_A_MEMBER', 'ROOM_NOT_FOUND')
  whyUnread(@Actor() actor: UserRef, @Param() { id }: RoomNoticeIdDto): Promise<WhyUnread> {
    return this.why.unread(actor, id);
  }
}
