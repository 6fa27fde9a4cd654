import { Controller, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { RoomGlimpse, UserRef } from '@chatket/contract';
import { Actor, ApiFailures } from '../http/index.js';
import { UserRefDto } from '../users/index.js';
import { RoomAccess } from './access/index.js';
import { GlimpseRepository } from './glimpse.repository.js';
import { RoomIdDto } from './rooms.dto.js';

class RoomGlimpseDto implements RoomGlimpse {
  @ApiProperty({ type: [UserRefDto] }) known: UserRefDto[];
  @ApiProperty({ example: 7, description: 'How many there are, of those that were looked at.' })
  knownCount: number;
}

@ApiTags('rooms')
@ApiBearerAuth()
@Controller('rooms')
export class GlimpseController {
  constructor(
    private readonly access: RoomAccess,
    private readonly glimpses: GlimpseRepository,
  ) {}

  @Get(':id/glimpse')
  @ApiOperation({ summary: 'Before joining: who is there of the people I share a small room with.' })
  @ApiOkResponse({ type: RoomGlimpseDto })
  @ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE', 'VALIDATION', 'ROOM_NOT_FOUND')
  async read(@Actor() actor: UserRef, @Param() { id }: RoomIdDto): Promise<RoomGlimpse> {
    await this.access.require(actor, id, 'see');
    return this.glimpses.known(id, actor.id);
  }
}
