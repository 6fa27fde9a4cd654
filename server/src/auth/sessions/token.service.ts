import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import type { UserRef } from '@chatket/contract';
import { LRUCache } from 'lru-cache';
import { AppError, Clock } from '../../common/index.js';
import { UsersService } from '../../users/index.js';

/** What an access token says. Times are seconds since the epoch. */
export interface TokenClaims {
  sub: string;
  username: string;
  iat: number;
  exp: number;
}

export interface Identity {
  user: UserRef;
  /** End of the token's life, in milliseconds since the epoch. */
  expiresAt: number;
}

const REMEMBERED_TOKENS = 10_000;

/** Issues access tokens and tells who is behind one: the same answer for REST and for sockets. */
@Injectable()
export class TokenService {
  /** Tokens whose signature was right, so that it is not computed for each request: a token of other bytes is another. */
  private readonly known = new LRUCache<string, Partial<TokenClaims>>({ max: REMEMBERED_TOKENS });

  constructor(
    private readonly jwt: JwtService,
    private readonly users: UsersService,
    private readonly clock: Clock,
  ) {}

  /** @param lifeSeconds as the server has it when it is missing */
  issue({ id, username }: UserRef, lifeSeconds?: number): Promise<string> {
    return this.jwt.signAsync(
      { sub: id, username },
      lifeSeconds === undefined ? {} : { expiresIn: lifeSeconds },
    );
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
    return this.jwt.verifyAsync<TokenClaims>(token).catch((error: unknown) => {
      throw tokenError(error);
    });
  }

  /** The person behind claims whose signature is right: whether they still count is asked every time. */
  private async identify(claims: Partial<TokenClaims>): Promise<Identity> {
    if (typeof claims.sub !== 'string' || typeof claims.exp !== 'number') throw unauthenticated();
    const expiresAt = claims.exp * 1000;
    if (expiresAt > Number.MAX_SAFE_INTEGER) throw unauthenticated();
    if (expiresAt <= this.clock.now()) throw expired();
    const user = isUuid(claims.sub) ? await this.users.findById(claims.sub) : undefined;
    if (!user) throw unauthenticated();
    return { user, expiresAt };
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

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
