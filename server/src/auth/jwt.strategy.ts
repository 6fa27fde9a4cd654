import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { UserRef } from '@chatket/contract';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { Config } from '../config/index.js';
import { JWT_ALGORITHM } from './jwt-options.js';
import { type TokenClaims, TokenService } from './token.service.js';

@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(
    config: Config,
    private readonly tokens: TokenService,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: config.get('JWT_SECRET'),
      algorithms: [JWT_ALGORITHM],
    });
  }

  async validate(claims: Partial<TokenClaims>): Promise<UserRef> {
    const { user } = await this.tokens.identify(claims);
    return user;
  }
}
