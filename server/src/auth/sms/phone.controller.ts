import { Body, Controller, Delete, Get, Headers, HttpCode, Ip, Post, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { MyPhone, UserRef } from '@chatket/contract';
import { Actor, ActorLogin, ApiFailures, type LoginOfRequest } from '../../http/index.js';
import { mailLanguage } from '../mail/mail-texts.js';
import { MyPhoneNumber } from './my-phone.js';
import { MyPhoneDto, PhoneDto, VerifyPhoneDto } from './phone.dto.js';

@ApiTags('auth')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'NOT_FOR_GUESTS', 'UNAVAILABLE')
@Controller('me/phone')
export class PhoneController {
  constructor(private readonly phone: MyPhoneNumber) {}

  @Get()
  @ApiOperation({ summary: 'The phone of my account, and whether this server sends text messages.' })
  @ApiOkResponse({ type: MyPhoneDto })
  read(@Actor() actor: UserRef): Promise<MyPhone> {
    return this.phone.read(actor);
  }

  @Put()
  @HttpCode(204)
  @ApiOperation({ summary: 'Send a code to a phone that is to be mine. Until I bring it nothing changes.' })
  @ApiNoContentResponse()
  @ApiFailures('VALIDATION', 'NOT_FOUND', 'FRESH_LOGIN', 'TOO_MANY_REQUESTS')
  propose(
    @Actor() actor: UserRef,
    @Body() { number }: PhoneDto,
    @Ip() ip: string,
    @ActorLogin() { sessionId }: LoginOfRequest,
    @Headers('accept-language') languages = '',
  ): Promise<void> {
    return this.phone.propose(actor, { number, ip, language: mailLanguage(languages), sessionId });
  }

  @Post('verify')
  @HttpCode(200)
  @ApiOperation({ summary: 'Bring the code: the phone is mine from now on, in place of any other.' })
  @ApiOkResponse({ type: MyPhoneDto })
  @ApiFailures('VALIDATION', 'INVALID_CODE', 'TOO_MANY_REQUESTS', 'TOO_MANY_ATTEMPTS')
  verify(
    @Actor() actor: UserRef,
    @Body() { number, code }: VerifyPhoneDto,
    @Ip() ip: string,
  ): Promise<MyPhone> {
    return this.phone.verify(actor, { number, code, ip });
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'My account has no phone any more. Twice is once.' })
  @ApiNoContentResponse()
  @ApiFailures('FRESH_LOGIN', 'TOO_MANY_REQUESTS')
  remove(@Actor() actor: UserRef, @ActorLogin() { sessionId }: LoginOfRequest): Promise<void> {
    return this.phone.remove(actor, sessionId);
  }
}
