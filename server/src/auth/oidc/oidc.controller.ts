import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiConsumes,
  ApiCreatedResponse,
  ApiFoundResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { MyOidc, OidcTestResult, OidcWay, UserRef } from '@chatket/contract';
import type { Request, Response } from 'express';
import { Actor, ActorLogin, ApiFailures, type LoginOfRequest, Public } from '../../http/index.js';
import { From, type Visitor } from '../sessions/visitor.js';
import { MyOidcIdentity } from './my-oidc-identity.js';
import { OidcLogin, type Return } from './oidc-login.js';
import { OidcLogout } from './oidc-logout.js';
import { OidcSite } from './oidc-site.js';
import { OidcTest } from './oidc-test.js';
import { wayOf } from './way.js';
import {
  LogoutTokenDto,
  MyOidcDto,
  OidcStartDto,
  OidcTestIdDto,
  OidcTestResultDto,
  OidcWayDto,
} from './oidc.dto.js';

@ApiTags('auth')
@Controller()
@ApiFailures('NOT_FOUND', 'UNAVAILABLE', 'TOO_MANY_REQUESTS')
export class OidcController {
  constructor(
    private readonly sites: OidcSite,
    private readonly login: OidcLogin,
    private readonly logout: OidcLogout,
    private readonly mine: MyOidcIdentity,
    private readonly tests: OidcTest,
  ) {}

  @Get('auth/oidc/start')
  @Public()
  @ApiOperation({ summary: 'Go to the provider of single sign-on; a browser opens it.' })
  @ApiFoundResponse()
  @ApiFailures('VALIDATION')
  async start(
    @Query() { to, fresh }: OidcStartDto,
    @From() visitor: Visitor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const asked = { site: this.sites.of(request), to, isFresh: fresh === 'true' };
    goTo(response, await this.login.begin(asked, visitor));
  }

  @Get('auth/oidc/callback')
  @Public()
  @ApiOperation({ summary: 'Where the provider sends the browser back to, which goes on to the client.' })
  @ApiFoundResponse()
  async comeBack(
    @From() visitor: Visitor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const query = request.originalUrl.replace(/^[^?]*/, '');
    goTo(response, await this.login.comeBack(this.sites.of(request), query, visitor));
  }

  @Post('auth/oidc/backchannel-logout')
  @Public()
  @HttpCode(200)
  @ApiConsumes('application/x-www-form-urlencoded', 'application/json')
  @ApiOperation({ summary: 'The provider says that somebody has logged out there (back-channel logout).' })
  @ApiOkResponse()
  @ApiFailures('VALIDATION', 'OIDC_AWAY')
  async hear(
    @Body() { logout_token: token }: LogoutTokenDto,
    @From() visitor: Visitor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    response.setHeader('Cache-Control', 'no-store');
    await this.logout.hear(token, visitor);
  }

  @Get('me/oidc')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Whether the provider of single sign-on knows my account, and as whom.' })
  @ApiOkResponse({ type: MyOidcDto })
  @ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED')
  read(@Actor() actor: UserRef): Promise<MyOidc> {
    return this.mine.read(actor);
  }

  @Post('me/oidc')
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'Within minutes of a login, let the provider know my account: where the page goes on.',
  })
  @ApiCreatedResponse({ type: OidcWayDto })
  @ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'FRESH_LOGIN', 'CONFLICT', 'OIDC_AWAY')
  async link(
    @Actor() actor: UserRef,
    @ActorLogin() { sessionId }: LoginOfRequest,
    @From() visitor: Visitor,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OidcWay> {
    return wayOf(response, await this.mine.begin({ actor, sessionId }, this.sites.of(request), visitor));
  }

  @Delete('me/oidc')
  @HttpCode(204)
  @ApiBearerAuth()
  @ApiOperation({
    summary:
      'Within minutes of a login, let the provider know my account no more; not where it is the last way in. Twice is once.',
  })
  @ApiNoContentResponse()
  @ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'FRESH_LOGIN', 'LAST_WAY_IN')
  unlink(@Actor() actor: UserRef, @ActorLogin() { sessionId }: LoginOfRequest): Promise<void> {
    return this.mine.unlink({ actor, sessionId });
  }

  @Post('server/oidc/test')
  @ApiBearerAuth()
  @ApiTags('server')
  @ApiOperation({
    summary:
      'Try the single sign-on without logging in; for those who run the server: where the page goes on.',
  })
  @ApiCreatedResponse({ type: OidcWayDto })
  @ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'FORBIDDEN', 'OIDC_AWAY')
  async test(
    @Actor() actor: UserRef,
    @ActorLogin() { sessionId }: LoginOfRequest,
    @From() visitor: Visitor,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OidcWay> {
    return wayOf(response, await this.tests.begin({ actor, sessionId }, this.sites.of(request), visitor));
  }

  @Get('server/oidc/test/:testId')
  @ApiBearerAuth()
  @ApiTags('server')
  @ApiOperation({ summary: 'What the provider has said in my test, and what would have come of it.' })
  @ApiOkResponse({ type: OidcTestResultDto })
  @ApiFailures('UNAUTHENTICATED', 'TOKEN_EXPIRED', 'VALIDATION', 'FORBIDDEN')
  readTest(@Actor() actor: UserRef, @Param() { testId }: OidcTestIdDto): Promise<OidcTestResult> {
    return this.tests.read(actor, testId);
  }
}

function goTo(response: Response, { to, cookies }: Return): void {
  response.setHeader('Cache-Control', 'no-store');
  if (cookies.length > 0) response.setHeader('Set-Cookie', cookies);
  response.redirect(302, to);
}
