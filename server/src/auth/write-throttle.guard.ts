import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { UserRef } from '@chatket/contract';
import type { Request } from 'express';
import { Config } from '../config/index.js';
import { OF_PARTS_METADATA } from '../http/index.js';
import { type Throttle, Throttles } from './throttle.js';

const READING = ['GET', 'HEAD', 'OPTIONS'];
const WINDOW_MS = 60_000;
/** A megabyte each: what is large is not many changes. */
const PARTS_PER_USER = 1_200;

/** How often somebody who is logged in may change something over REST: create rooms, change them, join them, leave them. */
@Injectable()
export class WriteThrottleGuard implements CanActivate {
  private readonly writes: Throttle;
  private readonly parts: Throttle;

  constructor(
    config: Config,
    throttles: Throttles,
    private readonly reflector: Reflector,
  ) {
    this.parts = throttles.create({ name: 'parts', limit: PARTS_PER_USER, windowMs: WINDOW_MS });
    this.writes = throttles.create({
      name: 'writes',
      limit: config.get('WRITES_PER_USER'),
      windowMs: WINDOW_MS,
    });
  }

  /** @throws AppError `TOO_MANY_REQUESTS` */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { method, user } = context.switchToHttp().getRequest<Request & { user?: UserRef }>();
    if (!user || READING.includes(method)) return true;
    const isPart = this.reflector.get<boolean | undefined>(OF_PARTS_METADATA, context.getHandler()) === true;
    await (isPart ? this.parts : this.writes).take(user.id);
    return true;
  }
}
