import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { UserRef } from '@chatket/contract';
import type { Request } from 'express';
import { type LoginOfRequest, PUBLIC_METADATA } from '../../http/index.js';
import { bearerOf } from './bearer.js';
import { TokenService } from './token.service.js';

/** Every REST route wants a login unless it says `@Public()`. */
@Injectable()
export class JwtGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: TokenService,
  ) {}

  /** @throws AppError `UNAUTHENTICATED` or `TOKEN_EXPIRED` */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC_METADATA, targets) === true) return true;
    const request = context.switchToHttp().getRequest<Request & { user?: UserRef; login?: LoginOfRequest }>();
    const { user, sessionId, expiresAt, scope } = await this.tokens.verifyRequest(bearerOf(request.headers));
    Object.assign(request, { user, login: { sessionId, expiresAt, scope } });
    return true;
  }
}
