import { createHash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { AppError, networkOf, open, sealingKey } from '../../common/index.js';
import { Config } from '../../config/index.js';
import { AuthMethods } from '../auth-methods.js';
import { Revocations } from '../sessions/revocations.js';
import type { Visitor } from '../sessions/visitor.js';
import { type Throttle, Throttles } from '../throttle.js';
import { ID_TOKEN_SEALED_AS } from './oidc-login.js';
import { library, OidcProvider, reasonOf } from './oidc-provider.js';
import { OidcRepository } from './oidc.repository.js';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const AGE_SECONDS = 120;
/** A message is remembered for as long as it could be believed. */
const REMEMBERED_SECONDS = 600;
const TOLD_PER_NETWORK = 3_000;
/** What a message may call itself, if it does: what it is, its claims tell. */
const TYPES = ['logout+jwt', 'jwt'];
const SIGNED_BY = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** The key with which something was signed. */
type Keys = import('jose').JWTVerifyGetKey;

/** Logging out both ways: whoever logs out here does so at the provider, and the other way round. */
@Injectable()
export class OidcLogout {
  private readonly logger = new Logger('SingleSignOn');
  private readonly key: Buffer;
  private readonly told: Throttle;
  private keys: { at: string; get: Keys } | undefined;

  constructor(
    private readonly config: Config,
    private readonly methods: AuthMethods,
    private readonly provider: OidcProvider,
    private readonly identities: OidcRepository,
    private readonly revocations: Revocations,
    throttles: Throttles,
  ) {
    this.key = sealingKey(config.get('JWT_SECRET'));
    const windowMs = config.get('AUTH_WINDOW_MS');
    this.told = throttles.create({ name: 'oidc-logouts', limit: TOLD_PER_NETWORK, windowMs });
  }

  /**
   * Where a browser goes whose logins have ended here, so that they end at the provider too.
   * @returns undefined where none began there, or it cannot be told
   */
  async urlFor(sessionIds: readonly string[], site: string): Promise<string | undefined> {
    if (!this.methods.has('oidc') || sessionIds.length === 0) return undefined;
    const sealed = await this.identities.idTokenOf(sessionIds);
    const idToken = sealed && open(this.key, ID_TOKEN_SEALED_AS, sealed);
    if (idToken === undefined) return undefined;
    // Whoever logs out has logged out here, whatever the provider says.
    const configuration = await this.provider.configuration().catch(() => undefined);
    if (configuration?.serverMetadata().end_session_endpoint === undefined) return undefined;
    const client = await library();
    return client.buildEndSessionUrl(configuration, {
      id_token_hint: idToken,
      post_logout_redirect_uri: `${site}/login`,
    }).href;
  }

  /**
   * The provider says that somebody has logged out there: their logins that began with it end, in every process.
   * @throws AppError `VALIDATION` for what it has not said, not just now, not to us, or has said before; `OIDC_AWAY`
   */
  async hear(token: string, visitor: Visitor): Promise<void> {
    this.methods.require('oidc');
    await this.told.take(networkOf(visitor.ip));
    const { jti, sub, sid } = await this.read(token);
    const ended = await this.identities.end({ id: idOf(jti), lifeSeconds: REMEMBERED_SECONDS, sub, sid });
    if (!ended) throw refused('it was told before');
    for (const each of ended) await this.revocations.announce(each);
  }

  private async read(
    token: string,
  ): Promise<{ jti: string; sub?: string | undefined; sid?: string | undefined }> {
    const { jwtVerify } = await import('jose');
    const keys = await this.keysOfProvider();
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      ...{ issuer: this.provider.issuer, audience: this.config.get('OIDC_CLIENT_ID') ?? '' },
      ...{ algorithms: SIGNED_BY, clockTolerance: 30 },
      ...{ maxTokenAge: AGE_SECONDS, requiredClaims: ['iat', 'jti', 'events'] },
    }).catch((error: unknown) => {
      throw error instanceof AppError ? error : refused(reasonOf(error));
    });
    if (!isType(protectedHeader.typ)) throw refused('it is of another type');
    const { jti = '', sub, sid, nonce, events } = payload;
    const isEvent = typeof events === 'object' && events !== null && EVENT in events;
    if (!isEvent || nonce !== undefined) throw refused('it is no message of a logout');
    const session = typeof sid === 'string' ? sid : undefined;
    if (sub === undefined && session === undefined) throw refused('it names nobody');
    return { jti, sub, sid: session };
  }

  /** @throws AppError `OIDC_AWAY` where the provider does not give them now: a message is not wrong by that */
  private async keysOfProvider(): Promise<Keys> {
    const { jwks_uri: at } = (await this.provider.configuration()).serverMetadata();
    if (at === undefined) throw refused('the provider has no keys');
    if (this.keys?.at !== at) {
      const { createRemoteJWKSet } = await import('jose');
      this.keys = { at, get: createRemoteJWKSet(new URL(at), { timeoutDuration: 5_000 }) };
    }
    const { get } = this.keys;
    return async (...asked) => {
      try {
        return await get(...asked);
      } catch (error) {
        if (saysSomethingOfMessage(error)) throw error;
        this.logger.warn({ reason: reasonOf(error) }, 'the keys of the provider could not be had');
        throw new AppError('OIDC_AWAY', 'The provider of single sign-on does not answer.');
      }
    };
  }
}

/** Whether keys were there, and none of them is the one. */
function saysSomethingOfMessage(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return ['ERR_JWKS_NO_MATCHING_KEY', 'ERR_JWKS_MULTIPLE_MATCHING_KEYS', 'ERR_JOSE_NOT_SUPPORTED'].includes(
    String(code),
  );
}

function isType(typ = 'jwt'): boolean {
  return TYPES.includes(typ.toLowerCase().replace(/^application\//, ''));
}

function refused(reason: string): AppError {
  return new AppError('VALIDATION', `The logout token cannot be used: ${reason}.`, {
    fields: [{ field: 'logout_token', message: 'cannot be used' }],
  });
}

/** The id under which a message is noted. */
function idOf(jti: string): string {
  const hex = createHash('sha256').update(`oidc logout ${jti}`).digest('hex');
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
