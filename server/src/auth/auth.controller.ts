import { Body, Controller, Headers, HttpCode, Post, Req, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { LogOutAnswer, Session } from '@chatket/contract';
import type { Request, Response } from 'express';
import { ApiFailures, Public } from '../http/index.js';
import { RequestCodeAnswerDto, SessionDto } from './auth.dto.js';
import { AuthService } from './auth.service.js';
import { OidcLogout } from './oidc/oidc-logout.js';
import { OidcSite } from './oidc/oidc-site.js';
import { OidcWayDto } from './oidc/oidc.dto.js';
import { LoginByCodeDto, LoginRequestDto } from './mail/mail-login.dto.js';
import { mailLanguage } from './mail/mail-texts.js';
import { bearerOf } from './sessions/bearer.js';
import { Sessions } from './sessions/sessions.service.js';
import { From, type Visitor } from './sessions/visitor.js';
import { withCookie } from './sessions/with-cookie.js';

@ApiTags('auth')
@Public()
@Controller('auth')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly sessions: Sessions,
    private readonly oidc: OidcLogout,
    private readonly sites: OidcSite,
  ) {}

  @Post('request-code')
  @ApiOperation({
    summary:
      'Ask for a one-time login code, by name or by mail address; it makes every earlier one invalid. Nobody learns whether there is such an account.',
  })
  @ApiCreatedResponse({ type: RequestCodeAnswerDto })
  @ApiFailures('VALIDATION', 'NO_MAIL', 'NOT_FOUND', 'TOO_MANY_REQUESTS', 'PROOF_NEEDED', 'UNAVAILABLE')
  requestCode(
    @Body() body: LoginRequestDto,
    @From() visitor: Visitor,
    @Headers('accept-language') languages = '',
  ): Promise<RequestCodeAnswerDto> {
    return this.auth.requestCode(body, visitor, mailLanguage(languages));
  }

  @Post('verify-code')
  @ApiOperation({
    summary:
      'Trade a login code for an access token. The first login of a name makes its account; an address leads to the account that has shown it is theirs.',
  })
  @ApiCreatedResponse({ type: SessionDto })
  @ApiFailures('VALIDATION', 'INVALID_CODE', 'ORIGIN_NOT_ALLOWED', 'TOO_MANY_REQUESTS', 'TOO_MANY_ATTEMPTS')
  @ApiFailures('SECOND_FACTOR', 'PROOF_NEEDED', 'NAME_NEEDED', 'CONFLICT', 'NOT_FOUND', 'UNAVAILABLE')
  @ApiFailures('ACCOUNT_DEACTIVATED', 'REGISTRATION_CLOSED', 'INVITE_NEEDED', 'ADDRESS_NOT_ALLOWED')
  async verifyCode(
    @Body() body: LoginByCodeDto,
    @From() visitor: Visitor,
    @Res({ passthrough: true }) response: Response,
    @Headers('accept-language') languages = '',
  ): Promise<Session> {
    return withCookie(response, await this.auth.verifyCode(body, visitor, mailLanguage(languages)));
  }

  @Post('refresh')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'A fresh access token by the cookie of a login, which is renewed. Only for pages of this server. A cookie that was used before ends its login, but for a moment in which the answer is given again.',
  })
  @ApiOkResponse({ type: SessionDto })
  @ApiFailures('UNAUTHENTICATED', 'ORIGIN_NOT_ALLOWED', 'TOO_MANY_REQUESTS', 'UNAVAILABLE')
  async refresh(@From() visitor: Visitor, @Res({ passthrough: true }) response: Response): Promise<Session> {
    return withCookie(response, await this.sessions.refresh(visitor));
  }

  @Post('logout')
  @HttpCode(204)
  @ApiBearerAuth()
  @ApiOperation({
    summary:
      'End the login of my token, and that of my cookie. Twice is once. One of a single sign-on is answered where to go on, so that it ends at the provider too.',
  })
  @ApiNoContentResponse()
  @ApiOkResponse({ type: OidcWayDto })
  @ApiFailures('UNAVAILABLE')
  async logOut(
    @Headers() headers: { authorization?: string },
    @From() visitor: Visitor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { cookie, ended } = await this.sessions.logOut(bearerOf(headers), visitor);
    const url = await this.oidc.urlFor(ended, this.sites.of(request));
    response.setHeader('Clear-Site-Data', '"cache"');
    if (cookie !== undefined) response.setHeader('Set-Cookie', cookie);
    if (url === undefined) response.status(204).end();
    else response.status(200).json({ url } satisfies LogOutAnswer);
  }
}
