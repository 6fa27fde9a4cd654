import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import type { Request } from 'express';
import { Config } from '../config/index.js';
import { type Throttle, Throttles } from './throttle.js';

const READING = ['GET', 'HEAD', 'OPTIONS'];
const WINDOW_MS = 60_000;

/** How often somebody who is logged in may change something over REST: create rooms, change them, join them, leave them. */
@Injectable()
export class WriteThrottleGuard implements CanActivate {
  private readonly writes: Throttle;

  constructor(config: Config, throttles: Throttles) {
    this.writes = throttles.create({
      name: 'writes',
      limit: config.get('WRITES_PER_USER'),
      windowMs: WINDOW_MS,
    });
  }

  /** @throws AppError `TOO_MANY_REQUESTS` */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { method, user } = context.switchToHttp().getRequest<Request & { user?: UserRef }>();
    if (user && !READING.includes(method)) await this.writes.take(user.id);
    return true;
  }
}
