import { Body, Controller, Delete, Get, Headers, HttpCode, Post, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { PushKey, PushOutcome, UserRef } from '@chatket/contract';
import { Actor, ActorLogin, ApiFailures, ForGuests, type LoginOfRequest } from '../http/index.js';
import { PushEndpointDto, PushKeyDto, PushOutcomeDto, PushSubscriptionDto } from './push.dto.js';
import { PushDevices } from './push-devices.js';

const ORIGIN_MAX = 256;

@ApiTags('push')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@Controller()
export class PushController {
  constructor(private readonly devices: PushDevices) {}

  @Get('push/key')
  @ForGuests()
  @ApiOperation({
    summary: 'Whether this server pushes messages, and by which key a browser subscribes to them.',
  })
  @ApiOkResponse({ type: PushKeyDto })
  key(): Promise<PushKey> {
    return this.devices.key();
  }

  @Put('me/push')
  @HttpCode(204)
  @ForGuests()
  @ApiOperation({ summary: 'Push what I am alerted of to this device from now on. Twice is once.' })
  @ApiNoContentResponse()
  @ApiFailures('VALIDATION', 'FORBIDDEN', 'TOO_MANY_REQUESTS')
  put(
    @Actor() actor: UserRef,
    @ActorLogin() { sessionId }: LoginOfRequest,
    @Body() body: PushSubscriptionDto,
    @Headers('origin') origin = '',
  ): Promise<void> {
    return this.devices.put(actor, { ...body, sessionId, origin: origin.slice(0, ORIGIN_MAX) });
  }

  @Delete('me/push')
  @HttpCode(204)
  @ForGuests()
  @ApiOperation({ summary: 'Push nothing to this device any more. Twice is once.' })
  @ApiNoContentResponse()
  @ApiFailures('VALIDATION', 'TOO_MANY_REQUESTS')
  remove(@Actor() actor: UserRef, @Body() { endpoint }: PushEndpointDto): Promise<void> {
    return this.devices.remove(actor, endpoint);
  }

  @Post('me/push/test')
  @HttpCode(200)
  @ForGuests()
  @ApiOperation({ summary: 'Push a test to all my devices, and tell what became of it.' })
  @ApiOkResponse({ type: [PushOutcomeDto] })
  @ApiFailures('VALIDATION', 'FORBIDDEN', 'TOO_MANY_REQUESTS')
  test(@Actor() actor: UserRef, @Body() { endpoint }: PushEndpointDto): Promise<PushOutcome[]> {
    return this.devices.test(actor, endpoint);
  }
}
