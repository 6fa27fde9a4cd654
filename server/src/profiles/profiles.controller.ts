import { Body, Controller, Get, Patch, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Profile, UserRef } from '@chatket/contract';
import { Actor, ApiFailures, ForGuests } from '../http/index.js';
import { ProfileBodyDto, ProfileDto, ProfileIdsDto } from './profiles.dto.js';
import { ProfilesService } from './profiles.service.js';

@ApiTags('users')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@Controller()
export class ProfilesController {
  constructor(private readonly profiles: ProfilesService) {}

  @Get('me')
  @ApiOperation({ summary: 'What I tell of myself.' })
  @ApiOkResponse({ type: ProfileDto })
  mine(@Actor() actor: UserRef): Promise<Profile> {
    return this.profiles.mine(actor);
  }

  @Patch('me')
  @ApiOperation({
    summary:
      'Tell something else: what is left out stays as it is, null takes it away. Those who share a room hear of it.',
  })
  @ApiOkResponse({ type: ProfileDto })
  @ApiFailures('VALIDATION', 'NOT_FOUND', 'TOO_MANY_REQUESTS')
  change(@Actor() actor: UserRef, @Body() body: ProfileBodyDto): Promise<Profile> {
    return this.profiles.change(actor, body);
  }

  @Get('users/profiles')
  @ForGuests()
  @ApiOperation({
    summary: 'What people tell of themselves; whoever tells nothing, or shares no room with me, is left out.',
  })
  @ApiOkResponse({ type: [ProfileDto] })
  @ApiFailures('VALIDATION')
  list(@Actor() actor: UserRef, @Query() { ids }: ProfileIdsDto): Promise<Profile[]> {
    return this.profiles.list(actor, ids);
  }
}
