import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { ShownCode, UserRef, WaitingCode } from '@chatket/contract';
import { Actor, ApiFailures } from '../../http/index.js';
import { RequestCodeDto } from '../auth.dto.js';
import { CodesToHandOver } from './codes-to-hand-over.js';

class WaitingCodeDto implements WaitingCode {
  @ApiProperty({ example: 'alice' }) username: string;
  @ApiProperty({ description: 'Whether there is an account of that name.' }) isKnown: boolean;
  @ApiProperty({ example: '2026-01-31T12:10:00.000Z', description: 'When it is over.' }) until: string;
}

class ShownCodeDto implements ShownCode {
  @ApiProperty({ example: '042917' }) code: string;
}

@ApiTags('server')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'NOT_FOR_GUESTS', 'UNAVAILABLE')
@Controller('server/codes')
export class CodesController {
  constructor(private readonly codes: CodesToHandOver) {}

  @Get()
  @ApiOperation({
    summary:
      'Login codes that wait for being handed over, of people who are less on the server than I am and of new names. Empty for whoever does not run the server.',
  })
  @ApiOkResponse({ type: [WaitingCodeDto] })
  list(@Actor() actor: UserRef): Promise<WaitingCode[]> {
    return this.codes.list(actor);
  }

  @Post(':username')
  @HttpCode(200)
  @ApiOperation({ summary: 'Show one of them. The audit log tells that I have seen it.' })
  @ApiOkResponse({ type: ShownCodeDto })
  @ApiFailures('VALIDATION', 'NOT_FOUND', 'TOO_MANY_REQUESTS')
  show(@Actor() actor: UserRef, @Param() { username }: RequestCodeDto): Promise<ShownCode> {
    return this.codes.show(actor, username);
  }
}
