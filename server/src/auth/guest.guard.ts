import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { isGuestName, type UserRef } from '@chatket/contract';
import type { Request } from 'express';
import { AppError } from '../common/index.js';
import { FOR_GUESTS_METADATA } from '../http/index.js';

/** What is addressed by these is decided by the gatekeeper of rooms, who knows guests. */
const ROOM_PATHS = ['/api/rooms/:id', '/api/messages/:id', '/api/direct/:id', '/api/dm/conversations/:id'];

/** Guests are let into one room. Every route that addresses no room is closed to them unless it says `@ForGuests()`. */
@Injectable()
export class GuestGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  /** @throws AppError `NOT_FOR_GUESTS` */
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request & { user?: UserRef }>();
    if (!request.user || !isGuestName(request.user.username)) return true;
    const { path } = request.route as { path: string };
    const isOfRoom = ROOM_PATHS.some((start) => path === start || path.startsWith(`${start}/`));
    if (isOfRoom || this.reflector.get<boolean | undefined>(FOR_GUESTS_METADATA, context.getHandler()))
      return true;
    throw notForGuests();
  }
}

/** The one answer to a guest who wants what needs an account. */
function notForGuests(): AppError {
  return new AppError('NOT_FOR_GUESTS', 'Guests cannot do this: log in with a name of your own.');
}
