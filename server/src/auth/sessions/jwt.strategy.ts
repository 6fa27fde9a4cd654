import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { UserRef } from '@chatket/contract';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { Config } from '../../config/index.js';
import { JWT_ALGORITHM, jwtKey } from './jwt-options.js';
import { type TokenClaims, TokenService } from './token.service.js';

@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(
    config: Config,
    private readonly tokens: TokenService,
  ) {
    const key = jwtKey(config);
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      // The types lag behind the library underneath, which takes a key object.
      secretOrKeyProvider: (_request: unknown, _token: unknown, done: (error: null, key: never) => void) => {
        done(null, key as never);
      },
      algorithms: [JWT_ALGORITHM],
    });
  }

  async validate(claims: Partial<TokenClaims>): Promise<UserRef> {
    const { user } = await this.tokens.identify(claims);
    return user;
  }
}
