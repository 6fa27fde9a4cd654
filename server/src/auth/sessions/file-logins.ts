import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { AppError } from '../../common/index.js';
import { Config } from '../../config/index.js';
import type { LoginOfRequest } from '../../http/index.js';
import { bearerOf } from './bearer.js';
import { Identities } from './identities.js';
import { derived, RefreshTokens } from './refresh-token.js';
import { TokenService } from './token.service.js';
import type { Visitor } from './visitor.js';

const KEY_BYTES = 32;
const FORM =
  /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/;
/** Of a browser that asks over https nobody can set it who does not. */
const LOCKED = '__Secure-';
const PATH = '/api/files';
const LIFE_SECONDS = 30 * 24 * 60 * 60;

/**
 * Pictures and sounds of a page are fetched by the browser itself, which shows no access token. For them, and for nothing
 * else, a login has a second cookie: it only reads files, and ends with its session.
 */
@Injectable()
export class FileLogins {
  private readonly key: Buffer;
  private readonly name: string;

  constructor(
    private readonly identities: Identities,
    private readonly tokens: TokenService,
    config: Config,
  ) {
    const secret = config.get('JWT_SECRET');
    this.key = derived(secret, 'chatket files', KEY_BYTES);
    this.name = `chatket-f-${new RefreshTokens(secret).instance}`;
  }

  /** The header that lets a browser read files; none where the login has no session to end it with. */
  cookieFor(user: UserRef, { sessionId }: LoginOfRequest, { isHttps }: Visitor): string | undefined {
    if (sessionId === undefined) return undefined;
    const flags = `Path=${PATH}; Max-Age=${String(LIFE_SECONDS)}; HttpOnly; SameSite=Strict`;
    const said = `${sessionId}.${user.id}`;
    const value = `${said}.${this.sign(said).toString('base64url')}`;
    return `${isHttps ? LOCKED : ''}${this.name}=${value}; ${flags}${isHttps ? '; Secure' : ''}`;
  }

  /** Who asks for a file, by a token or by the cookie. @throws AppError `UNAUTHENTICATED`, `TOKEN_EXPIRED` */
  async identify(headers: {
    authorization?: string | undefined;
    cookie?: string | undefined;
  }): Promise<UserRef> {
    const token = bearerOf(headers);
    if (token !== undefined) return (await this.tokens.verifyRequest(token)).user;
    for (const [userId, sessionId] of this.claimsIn(headers.cookie ?? '')) {
      const known = await this.identities.find({ userId, sessionId });
      if (known?.isLive) return known.user;
    }
    throw new AppError('UNAUTHENTICATED', 'Log in first.');
  }

  /** Under either of its names: whether the browser came over https is not told with every request. */
  private *claimsIn(cookies: string): Iterable<[userId: string, sessionId: string]> {
    const names = [`${LOCKED}${this.name}=`, `${this.name}=`];
    for (const part of cookies.split(';').map((text) => text.trim())) {
      const name = names.find((start) => part.startsWith(start));
      const [, sessionId, userId, signature = ''] = FORM.exec(part.slice(name?.length ?? 0)) ?? [];
      if (name === undefined || sessionId === undefined || userId === undefined) continue;
      const expected = this.sign(`${sessionId}.${userId}`);
      if (timingSafeEqual(Buffer.from(signature, 'base64url'), expected)) yield [userId, sessionId];
    }
  }

  private sign(said: string): Buffer {
    return createHmac('sha256', this.key).update(said).digest();
  }
}
