import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { AppError } from '../../common/index.js';
import type { LoginOfRequest } from '../../http/index.js';

/** What programs are let to. What is not named is a matter of the account, and of whoever logs in by hand. */
const OPEN = new Set(['rooms', 'messages', 'direct', 'dm', 'threads', 'search', 'saved', 'uploads', 'files']);
/** What they may look at: what is done to people is done by those who run the server, and by people for themselves. */
const SHOWN = new Set(['users']);
const READING = ['GET', 'HEAD', 'OPTIONS'];

/** A token of a program opens what it was made for. */
@Injectable()
export class ScopeGuard implements CanActivate {
  /** @throws AppError `SCOPE_MISSING` */
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request & { login?: LoginOfRequest }>();
    const scope = request.login?.scope;
    if (scope === undefined) return true;
    const { path } = request.route as { path: string };
    const [, , first = ''] = path.split('/');
    const isReading = READING.includes(request.method);
    if (!OPEN.has(first) && !(SHOWN.has(first) && isReading))
      throw new AppError('SCOPE_MISSING', 'This is not open to the token of a program.');
    if (scope === 'read' && !isReading) throw new AppError('SCOPE_MISSING', 'This token only reads.');
    return true;
  }
}
