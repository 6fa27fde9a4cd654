import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { UserRef } from '@chatket/contract';
import type { Request } from 'express';
import { PUBLIC_METADATA } from '../../http/index.js';
import { TokenService } from './token.service.js';

const BEARER = /^Bearer\s+(\S+)/i;

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
    const request = context.switchToHttp().getRequest<Request & { user?: UserRef }>();
    const { user } = await this.tokens.verify(BEARER.exec(request.headers.authorization ?? '')?.[1]);
    request.user = user;
    return true;
  }
}
