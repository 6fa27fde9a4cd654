import { Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Block, UserRef } from '@chatket/contract';
import { Actor, ApiFailures, ForGuests } from '../http/index.js';
import { BlockDto, BlockedIdDto } from './blocks.dto.js';
import { Blocks } from './blocks.js';

@ApiTags('users')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'UNAVAILABLE')
@Controller('users')
export class BlocksController {
  constructor(private readonly blocks: Blocks) {}

  @Get('me/blocks')
  @ForGuests()
  @ApiOperation({ summary: 'Whom I have blocked, the newest first. Nobody else can read it.' })
  @ApiOkResponse({ type: [BlockDto] })
  list(@Actor() actor: UserRef): Promise<Block[]> {
    return this.blocks.list(actor);
  }

  @Put(':id/block')
  @ForGuests()
  @HttpCode(204)
  @ApiOperation({
    summary:
      'Block somebody: they cannot write to me directly nor bring me into a room. They are not told; twice is once.',
  })
  @ApiNoContentResponse()
  @ApiFailures('VALIDATION', 'NOT_FOUND', 'LIMIT_REACHED', 'TOO_MANY_REQUESTS')
  block(@Actor() actor: UserRef, @Param() { id }: BlockedIdDto): Promise<void> {
    return this.blocks.block(actor, id);
  }

  @Delete(':id/block')
  @ForGuests()
  @HttpCode(204)
  @ApiOperation({ summary: 'Take it back; twice is once.' })
  @ApiNoContentResponse()
  @ApiFailures('VALIDATION', 'NOT_FOUND', 'TOO_MANY_REQUESTS')
  unblock(@Actor() actor: UserRef, @Param() { id }: BlockedIdDto): Promise<void> {
    return this.blocks.unblock(actor, id);
  }
}
