import { Injectable } from '@nestjs/common';
import type { AuthMethod } from '@chatket/contract';
import { AppError } from '../common/index.js';
import { Config } from '../config/index.js';

/** How people may log in on this server. */
@Injectable()
export class AuthMethods {
  constructor(private readonly config: Config) {}

  has(method: AuthMethod): boolean {
    return this.config.get('AUTH_METHODS').includes(method);
  }

  /** @throws AppError `NOT_FOUND` where nobody logs in that way */
  require(method: AuthMethod): void {
    if (!this.has(method)) throw new AppError('NOT_FOUND', `Nobody logs in with a ${method} on this server.`);
  }
}
