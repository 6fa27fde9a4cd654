import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { OidcWay, Session } from '@chatket/contract';
import type { Request, Response } from 'express';
import { ApiFailures, Public } from '../../http/index.js';
import { SessionDto } from '../auth.dto.js';
import { OidcWayDto } from '../oidc/oidc.dto.js';
import { OidcSetup } from '../oidc/oidc-setup.js';
import { OidcSite } from '../oidc/oidc-site.js';
import { wayOf } from '../oidc/way.js';
import { From, type Visitor } from '../sessions/visitor.js';
import { withCookie } from '../sessions/with-cookie.js';
import { SetupDto, SetupLinkDto } from './setup.dto.js';
import { Setup } from './setup.service.js';

@ApiTags('auth')
@Public()
@Controller('setup')
@ApiFailures('VALIDATION', 'SETUP_LINK_INVALID', 'TOO_MANY_REQUESTS', 'UNAVAILABLE')
export class SetupController {
  constructor(
    private readonly setup: Setup,
    private readonly bySingleSignOn: OidcSetup,
    private readonly sites: OidcSite,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Make the first account by the link that the server has printed, and own the server with it.',
  })
  @ApiCreatedResponse({ type: SessionDto })
  @ApiFailures('CONFLICT', 'NOT_FOUND', 'ORIGIN_NOT_ALLOWED')
  async begin(
    @Body() body: SetupDto,
    @From() visitor: Visitor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Session> {
    return withCookie(response, await this.setup.begin(body, visitor));
  }

  @Post('oidc')
  @ApiOperation({
    summary:
      'The same by single sign-on: where the page goes on. Who comes back from the provider owns the server.',
  })
  @ApiCreatedResponse({ type: OidcWayDto })
  @ApiFailures('NOT_FOUND', 'OIDC_AWAY')
  async beginThere(
    @Body() body: SetupLinkDto,
    @From() visitor: Visitor,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OidcWay> {
    return wayOf(response, await this.bySingleSignOn.begin(body, this.sites.of(request), visitor));
  }

  @Post('look')
  @HttpCode(204)
  @ApiOperation({ summary: 'Whether such a link holds.' })
  @ApiNoContentResponse()
  look(@Body() body: SetupLinkDto, @From() visitor: Visitor): Promise<void> {
    return this.setup.look(body, visitor);
  }
}
