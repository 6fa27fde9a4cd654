import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import type { Request } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Config } from '../config/index.js';
import { take } from './throttle.js';

const READING = ['GET', 'HEAD', 'OPTIONS'];
const WINDOW_SECONDS = 60;

/** How often somebody who is logged in may change something over REST: create rooms, change them, join them, leave them. */
@Injectable()
export class WriteThrottleGuard implements CanActivate {
  private readonly writes: RateLimiterMemory;

  constructor(config: Config) {
    this.writes = new RateLimiterMemory({
      points: config.get('WRITES_PER_USER'),
      duration: WINDOW_SECONDS,
    });
  }

  /** @throws AppError `TOO_MANY_REQUESTS` */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { method, user } = context.switchToHttp().getRequest<Request & { user?: UserRef }>();
    if (user && !READING.includes(method)) await take(this.writes, user.id);
    return true;
  }
}
