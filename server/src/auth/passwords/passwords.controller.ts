import { Body, Controller, Get, Headers, HttpCode, Post, Put, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { PasswordState, Session, UserRef } from '@chatket/contract';
import type { Response } from 'express';
import { Actor, ActorLogin, ApiFailures, type LoginOfRequest, Public } from '../../http/index.js';
import { SessionDto } from '../auth.dto.js';
import { bearerOf } from '../sessions/bearer.js';
import { From, type Visitor } from '../sessions/visitor.js';
import { keepDevice, withCookie } from '../sessions/with-cookie.js';
import { ChangePasswordDto, RegisterDto, PasswordDto, PasswordStateDto } from './passwords.dto.js';
import { Passwords } from './passwords.service.js';

@ApiTags('auth')
@Controller()
@ApiFailures('NOT_FOUND', 'UNAVAILABLE')
export class PasswordsController {
  constructor(private readonly passwords: Passwords) {}

  @Post('auth/register')
  @Public()
  @ApiOperation({
    summary:
      'Where people have passwords, make an account with one and log in. With the token of a guest, that account gets the name.',
  })
  @ApiCreatedResponse({ type: SessionDto })
  @ApiFailures('VALIDATION', 'UNAUTHENTICATED', 'TOKEN_EXPIRED', 'ORIGIN_NOT_ALLOWED', 'CONFLICT')
  @ApiFailures(
    'TOO_MANY_REQUESTS',
    'PROOF_NEEDED',
    'REGISTRATION_CLOSED',
    'INVITE_NEEDED',
    'ADDRESS_NOT_ALLOWED',
  )
  async register(
    @Body() body: RegisterDto,
    @Headers() headers: { authorization?: string },
    @From() visitor: Visitor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Session> {
    return withCookie(response, await this.passwords.register(body, bearerOf(headers), visitor));
  }

  @Post('auth/login')
  @Public()
  @ApiOperation({ summary: 'Where people have passwords, log in with one.' })
  @ApiCreatedResponse({ type: SessionDto })
  @ApiFailures('VALIDATION', 'INVALID_PASSWORD', 'SECOND_FACTOR', 'ORIGIN_NOT_ALLOWED', 'ACCOUNT_DEACTIVATED')
  @ApiFailures('TOO_MANY_REQUESTS', 'TOO_MANY_ATTEMPTS', 'PROOF_NEEDED')
  async logIn(
    @Body() body: PasswordDto,
    @From() visitor: Visitor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Session> {
    return withCookie(response, await this.passwords.logIn(body, visitor));
  }

  @Get('me/password')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Whether I have a password.' })
  @ApiOkResponse({ type: PasswordStateDto })
  @ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED')
  state(@Actor() actor: UserRef): Promise<PasswordState> {
    return this.passwords.state(actor);
  }

  @Put('me/password')
  @HttpCode(204)
  @ApiBearerAuth()
  @ApiOperation({
    summary:
      'Set my password and log out everywhere else. With the current one; without one, within minutes of a login.',
  })
  @ApiNoContentResponse()
  @ApiFailures(
    'UNAUTHENTICATED',
    'TOKEN_EXPIRED',
    'VALIDATION',
    'INVALID_PASSWORD',
    'FRESH_LOGIN',
    'CONFLICT',
  )
  @ApiFailures('TOO_MANY_REQUESTS', 'TOO_MANY_ATTEMPTS')
  async change(
    @Actor() actor: UserRef,
    @ActorLogin() { sessionId: thisOne }: LoginOfRequest,
    @Body() body: ChangePasswordDto,
    @From() visitor: Visitor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    keepDevice(response, await this.passwords.change(actor, body, { thisOne, visitor }));
  }
}
