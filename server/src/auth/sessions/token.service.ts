import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import type { TokenScope, UserRef } from '@chatket/contract';
import { LRUCache } from 'lru-cache';
import { AppError, Clock } from '../../common/index.js';
import { ApiTokenRepository } from '../api-tokens/api-token.repository.js';
import { hashOfToken, isTokenText } from '../api-tokens/token-text.js';
import { Ended } from './ended.js';
import { Identities } from './identities.js';

/** What an access token says. Times are seconds since the epoch. */
export interface TokenClaims {
  sub: string;
  username?: string;
  /** The session; missing in tokens of before there were any. */
  sid?: string;
  iat: number;
  exp: number;
  /** Of the token of a program, which is no JWT: `read` or `write`. */
  scope?: TokenScope;
}

export interface Identity {
  user: UserRef;
  /** Begin and end of the token's life, in milliseconds since the epoch. */
  issuedAt: number;
  expiresAt: number;
  sessionId?: string | undefined;
  /** Of the token of a program; whoever logs in by hand may do all. */
  scope?: TokenScope | undefined;
}

const REMEMBERED_TOKENS = 10_000;
/** A server whose clock is late takes a token no longer than this for alive that the database knows to be over. */
const LEEWAY_MS = 60_000;

/** Issues access tokens and tells who is behind one: the same answer for REST and for sockets. */
@Injectable()
export class TokenService {
  /** Tokens whose signature was right, so that it is not computed for each request: a token of other bytes is another. */
  private readonly known = new LRUCache<string, Partial<TokenClaims>>({ max: REMEMBERED_TOKENS });

  constructor(
    private readonly jwt: JwtService,
    private readonly identities: Identities,
    private readonly ended: Ended,
    private readonly clock: Clock,
    private readonly programs: ApiTokenRepository,
  ) {}

  issue(
    { id, username }: UserRef,
    { sessionId, lifeSeconds }: { sessionId: string; lifeSeconds: number },
  ): Promise<string> {
    const iat = Math.floor(this.clock.now() / 1_000);
    return this.jwt.signAsync({ sub: id, username, sid: sessionId, iat }, { expiresIn: lifeSeconds });
  }

  /** @throws AppError `UNAUTHENTICATED` or `TOKEN_EXPIRED` */
  async verify(token: unknown): Promise<Identity> {
    return this.identify(await this.claimsOf(token));
  }

  /**
   * The same for a request. Requests show a token again and again, so it is remembered; a socket shows it once, and
   * thousands of them would cost memory for nothing.
   * @throws AppError as `verify`
   */
  async verifyRequest(token: string | undefined): Promise<Identity> {
    const claims = await this.claimsOf(token);
    const identity = await this.identify(claims);
    if (token !== undefined) this.known.set(token, claims);
    return identity;
  }

  private async claimsOf(token: unknown): Promise<Partial<TokenClaims>> {
    if (typeof token !== 'string' || token === '') throw unauthenticated();
    const known = this.known.get(token);
    if (known) return known;
    if (isTokenText(token)) return this.claimsOfProgram(token);
    const clockTimestamp = Math.floor(this.clock.now() / 1_000);
    return this.jwt.verifyAsync<TokenClaims>(token, { clockTimestamp }).catch((error: unknown) => {
      throw tokenError(error);
    });
  }

  private async claimsOfProgram(token: string): Promise<TokenClaims> {
    const owner = await this.programs.find(hashOfToken(token));
    if (!owner) throw unauthenticated();
    const { userId: sub, sessionId: sid, issuedAt: iat, endsAt: exp, isWriting } = owner;
    return { sub, sid, iat, exp, scope: isWriting ? 'write' : 'read' };
  }

  /** The person behind claims whose signature is right: whether they still count is asked every time. */
  private async identify({ sub, sid, iat, exp, scope }: Partial<TokenClaims>): Promise<Identity> {
    if (typeof sub !== 'string' || typeof exp !== 'number') throw unauthenticated();
    if (!isUuid(sub) || (sid !== undefined && !isUuid(sid))) throw unauthenticated();
    const expiresAt = exp * 1000;
    if (expiresAt > Number.MAX_SAFE_INTEGER) throw unauthenticated();
    if (expiresAt <= this.clock.now()) throw expired();
    const known = await this.identities.find({ userId: sub, sessionId: sid });
    if (!known?.isLive) throw unauthenticated();
    if (expiresAt <= known.now - LEEWAY_MS) throw expired();
    const issuedAt = typeof iat === 'number' ? iat * 1000 : 0;
    const validFrom = Math.max(known.tokensValidFrom, this.ended.validFrom(known.user.id));
    if (sid === undefined && issuedAt < validFrom) throw unauthenticated();
    return { user: known.user, issuedAt, expiresAt, sessionId: sid, scope };
  }
}

/** A refusal of the JWT library in our own terms. */
function tokenError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const isExpired = error instanceof Error && error.name === 'TokenExpiredError';
  return isExpired ? expired() : unauthenticated();
}

function expired(): AppError {
  return new AppError('TOKEN_EXPIRED', 'The session has expired. Log in again.');
}

function unauthenticated(): AppError {
  return new AppError('UNAUTHENTICATED', 'Log in first.');
}

function isUuid(text: unknown): boolean {
  return typeof text === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
