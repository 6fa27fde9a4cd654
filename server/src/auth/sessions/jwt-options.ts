import { createSecretKey, type KeyObject } from 'node:crypto';
import type { JwtModuleOptions } from '@nestjs/jwt';
import type { Config } from '../../config/index.js';

/** The only algorithm that signs and that is accepted. */
const JWT_ALGORITHM = 'HS256';

/** The secret as a key object. Given as a text, it would be tried as a public key first: forty times the work. */
function jwtKey(config: Config): KeyObject {
  return createSecretKey(Buffer.from(config.get('JWT_SECRET')));
}

export function jwtOptions(config: Config): JwtModuleOptions {
  const key = jwtKey(config);
  return {
    secretOrKeyProvider: () => key,
    signOptions: { algorithm: JWT_ALGORITHM, expiresIn: config.tokenLifeSeconds },
    verifyOptions: { algorithms: [JWT_ALGORITHM] },
  };
}
