import { Injectable, Logger } from '@nestjs/common';
import type { OidcWay } from '@chatket/contract';
import type { IDToken } from 'openid-client';
import { AppError, Clock, networkOf, newId } from '../../common/index.js';
import { Config } from '../../config/index.js';
import { ChallengeRepository } from '../challenges/challenge.repository.js';
import { RefreshTokens } from '../sessions/refresh-token.js';
import type { Visitor } from '../sessions/visitor.js';
import { type Throttle, Throttles } from '../throttle.js';
import { CALLBACK_PATH, FLOW_MS, FLOW_SECONDS, FlowCookie, type OidcFlow } from './flow-cookie.js';
import { isAway, library, OidcProvider, reasonOf } from './oidc-provider.js';

const FLOWS_PER_NETWORK = 600;
const TAKEN = 'oidc-flow';
const ANY_AGE_SECONDS = 365 * 24 * 60 * 60;

/** What somebody has gone to the provider for. */
export type Purpose =
  | { kind: 'login' }
  | { kind: 'setup'; token: string }
  | { kind: 'link' | 'test'; userId: string; sessionId: string };

/** Where the browser goes, and the cookie with which it comes back. */
export interface Begun extends OidcWay {
  cookie: string;
}

/** What the provider has said, signed. */
export interface Said {
  claims: Record<string, unknown>;
  idToken: string;
}

/** Something that the provider has said does not hold. */
export class OidcProblem extends AppError {
  constructor(readonly reason: string) {
    super('OIDC_FAILED', 'The single sign-on did not work. Try again.');
  }
}

/** The way to the provider and back: code flow with PKCE, state and nonce. Nothing here knows accounts. */
@Injectable()
export class OidcFlows {
  private readonly logger = new Logger('SingleSignOn');
  private readonly cookie: FlowCookie;
  private readonly flows: Throttle;

  constructor(
    private readonly config: Config,
    private readonly provider: OidcProvider,
    private readonly challenges: ChallengeRepository,
    private readonly clock: Clock,
    throttles: Throttles,
  ) {
    const secret = config.get('JWT_SECRET');
    this.cookie = new FlowCookie(secret, new RefreshTokens(secret).instance);
    const windowMs = config.get('AUTH_WINDOW_MS');
    this.flows = throttles.create({ name: 'oidc-flows', limit: FLOWS_PER_NETWORK, windowMs });
  }

  /**
   * @param site where this server is, as the browser has it
   * @throws AppError `OIDC_AWAY`, `TOO_MANY_REQUESTS`; `NOT_FOUND` where there is no single sign-on
   */
  async begin(
    purpose: Purpose,
    { site, to, isFresh = false }: { site: string; to: string; isFresh?: boolean },
    visitor: Visitor,
  ): Promise<Begun> {
    const configuration = await this.provider.configuration();
    await this.flows.take(networkOf(visitor.ip));
    const client = await library();
    const flow: OidcFlow = {
      ...purpose,
      ...{ id: newId(), site, to, until: this.clock.now() + FLOW_MS, isFresh },
      ...{ state: client.randomState(), nonce: client.randomNonce() },
      verifier: client.randomPKCECodeVerifier(),
    };
    const url = client.buildAuthorizationUrl(configuration, {
      ...{ redirect_uri: site + CALLBACK_PATH, scope: this.config.get('OIDC_SCOPES') },
      ...{ state: flow.state, nonce: flow.nonce, code_challenge_method: 'S256' },
      code_challenge: await client.calculatePKCECodeChallenge(flow.verifier),
      // Many tell when somebody last proved who they are only where an age is asked for.
      max_age: String(isFresh ? 0 : ANY_AGE_SECONDS),
      // Whoever changes how they log in proves it anew.
      ...(isFresh && { prompt: 'login' }),
    });
    return { url: url.href, cookie: this.cookie.keep(flow) };
  }

  /** What a browser that comes back has begun. @throws AppError `TOO_MANY_REQUESTS` */
  async read(visitor: Visitor): Promise<OidcFlow | undefined> {
    await this.flows.take(networkOf(visitor.ip));
    return this.cookie.read(visitor, this.clock.now());
  }

  /** The header that takes the flow away: it is used once. */
  clear(site: string): string {
    return this.cookie.clear(site);
  }

  /**
   * Has the provider say who has come back.
   * @param query as the browser brings it
   * @throws OidcProblem; AppError `OIDC_AWAY`
   */
  async finish(flow: OidcFlow, query: string): Promise<Said> {
    const configuration = await this.provider.configuration();
    const isFirst = await this.challenges.spend(TAKEN, flow.id, FLOW_SECONDS);
    if (!isFirst) throw new OidcProblem('the login was finished before');
    const client = await library();
    try {
      const tokens = await client.authorizationCodeGrant(
        configuration,
        new URL(`${flow.site}${CALLBACK_PATH}${query}`),
        {
          ...{ expectedState: flow.state, expectedNonce: flow.nonce, idTokenExpected: true },
          pkceCodeVerifier: flow.verifier,
        },
      );
      const told = tokens.claims();
      if (!told) throw new OidcProblem('there is no ID token');
      if (flow.isFresh) this.requireRecent(told);
      const more = await this.askMore(tokens.access_token, told);
      return { claims: { ...more, ...told }, idToken: tokens.id_token ?? '' };
    } catch (error) {
      throw this.explained(error);
    }
  }

  /**
   * The address that asked for a fresh login has gone through the browser: only what is signed says that it was one. A provider
   * that never says when somebody proved who they are is no lie; its login is just no fresh one.
   */
  private requireRecent({ auth_time: provenAt }: IDToken): void {
    if (typeof provenAt !== 'number' || provenAt * 1_000 > this.clock.now() - FLOW_MS) return;
    throw new OidcProblem('the provider has not asked anew who it is');
  }

  /** Many providers tell groups and addresses there only. What is signed counts more. */
  private async askMore(accessToken: string, { sub }: IDToken): Promise<Record<string, unknown>> {
    const configuration = await this.provider.configuration();
    if (configuration.serverMetadata().userinfo_endpoint === undefined) return {};
    const client = await library();
    return client.fetchUserInfo(configuration, accessToken, sub);
  }

  private explained(error: unknown): AppError {
    if (error instanceof AppError && !(error instanceof OidcProblem)) return error;
    const reason = error instanceof OidcProblem ? error.reason : reasonOf(error);
    this.logger.warn({ reason }, 'a single sign-on has failed');
    if (isAway(error)) return new AppError('OIDC_AWAY', 'The provider of single sign-on does not answer.');
    return error instanceof OidcProblem ? error : new OidcProblem(reason);
  }
}
