import type { JwtModuleOptions } from '@nestjs/jwt';
import type { Config } from '../config/index.js';

/** The only algorithm that signs and that is accepted. */
export const JWT_ALGORITHM = 'HS256';

export function jwtOptions(config: Config): JwtModuleOptions {
  return {
    secret: config.get('JWT_SECRET'),
    signOptions: { algorithm: JWT_ALGORITHM, expiresIn: config.get('JWT_EXPIRES_IN') as `${number}d` },
    verifyOptions: { algorithms: [JWT_ALGORITHM] },
  };
}
