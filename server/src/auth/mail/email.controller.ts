import { Body, Controller, Delete, Get, Headers, HttpCode, Ip, Post, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { MyEmail, UserRef } from '@chatket/contract';
import { Actor, ActorLogin, ApiFailures, type LoginOfRequest } from '../../http/index.js';
import { EmailDto, MyEmailDto, VerifyEmailDto } from './mail-login.dto.js';
import { mailLanguage } from './mail-texts.js';
import { MyEmails } from './my-emails.js';

@ApiTags('auth')
@ApiBearerAuth()
@ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'NOT_FOR_GUESTS', 'UNAVAILABLE')
@Controller('me/email')
export class EmailController {
  constructor(private readonly emails: MyEmails) {}

  @Get()
  @ApiOperation({ summary: 'The mail address of my account, and whether this server sends mails.' })
  @ApiOkResponse({ type: MyEmailDto })
  read(@Actor() actor: UserRef): Promise<MyEmail> {
    return this.emails.read(actor);
  }

  @Put()
  @HttpCode(204)
  @ApiOperation({
    summary: 'Send a code to an address that is to be mine. Until I bring it nothing changes.',
  })
  @ApiNoContentResponse()
  @ApiFailures('VALIDATION', 'NO_MAIL', 'FRESH_LOGIN', 'TOO_MANY_REQUESTS')
  propose(
    @Actor() actor: UserRef,
    @Body() { email }: EmailDto,
    @Ip() ip: string,
    @ActorLogin() { sessionId }: LoginOfRequest,
    @Headers('accept-language') languages = '',
  ): Promise<void> {
    return this.emails.propose(actor, { email, ip, language: mailLanguage(languages), sessionId });
  }

  @Post('verify')
  @HttpCode(200)
  @ApiOperation({ summary: 'Bring the code: the address is mine from now on, in place of any other.' })
  @ApiOkResponse({ type: MyEmailDto })
  @ApiFailures('VALIDATION', 'INVALID_CODE', 'CONFLICT', 'TOO_MANY_REQUESTS', 'TOO_MANY_ATTEMPTS')
  verify(
    @Actor() actor: UserRef,
    @Body() { email, code }: VerifyEmailDto,
    @Ip() ip: string,
    @Headers('accept-language') languages = '',
  ): Promise<MyEmail> {
    return this.emails.verify(actor, { email, code, ip, language: mailLanguage(languages) });
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'My account has no address any more. Twice is once.' })
  @ApiNoContentResponse()
  @ApiFailures('FRESH_LOGIN', 'TOO_MANY_REQUESTS')
  remove(
    @Actor() actor: UserRef,
    @ActorLogin() { sessionId }: LoginOfRequest,
    @Headers('accept-language') languages = '',
  ): Promise<void> {
    return this.emails.remove(actor, { language: mailLanguage(languages), sessionId });
  }
}
